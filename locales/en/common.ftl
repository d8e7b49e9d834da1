# Times, names of states, and words that several messages share.
#
# English for foreigners who live in a Chinese neighbourhood: plain, short, warm. The terms, the same everywhere:
#   网格 grid: a small part of a neighbourhood, a few hundred homes      网格长 grid warden: looks after one grid
#   网格员 grid helper      社区 community      社区书记 community secretary      镇街值班 town duty desk
#   诉求, 件: report to the resident, ticket to those who handle it     编号: number
#   签收 take on: from then on the ticket is yours                      派单 assign      办结 done
#   催办 remind      补充 add      回访 survey      日调度 daily report      特急 emergency      保密 private
# Names of places, and what people wrote, stay as they are.

# It follows "by" and ends a sentence. Not a 24-hour clock, so not used: $hour
when = { $part ->
    [end] the end of { when-day }
   *[other] { when-hour } { $named ->
        [weekday] on { when-day }
        [next-week] on { when-day }
        [date] on { when-day }
        [other-year] on { when-day }
       *[nearby] { when-day }
    }
}
when-hour = { $hour12 }{ $minute ->
    [0] {""}
   *[other] :{ $minutes }
} { $part ->
    [night] am
    [early] am
    [morning] am
    [noon] { $minute ->
        [0] noon
       *[other] pm
    }
   *[later] pm
}
when-day = { $named ->
    [yesterday] yesterday
    [today] today
    [tomorrow] tomorrow
    [overmorrow] the day after tomorrow
    [weekday] { when-weekday }
    [next-week] { when-weekday } next week
    [date] { when-weekday } { $day } { when-month }
   *[other-year] { $day } { when-month } { $year }
}
when-weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
when-month = { $month ->
    [1] Jan
    [2] Feb
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] Aug
    [9] Sept
    [10] Oct
    [11] Nov
   *[12] Dec
}

# Between several names or numbers.
list-mark = {", "}

role-helper = volunteer
role-grid-member = grid helper
role-grid-chief = grid warden
role-community = community secretary
role-town-desk = town duty desk
role-unit = unit officer
role-county-desk = county duty desk
role-leader = supervising leader
role-mediator = mediator
role-discipline = discipline inspector
role-admin = administrator
role-auditor = auditor
