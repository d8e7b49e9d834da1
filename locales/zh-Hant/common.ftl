# Times, names of states, and words that several messages share.
#
# Traditional Chinese for readers from Taiwan and Hong Kong who live in or write to a mainland neighbourhood. Characters
# are Taiwan's (裡 著 為), which Hong Kong reads without effort. Everyday and Telegram words are theirs (訊息, 群組, 檔案,
# 連結); names of posts and steps stay as they are on the spot (網格長, 簽收, 辦結), else nobody there would know them.

# A point in time as people say it. It may follow 最遲 and stand before 前, so it ends with the hour.
when = { $named ->
    [yesterday] 昨天
    [today] 今天
    [tomorrow] 明天
    [overmorrow] 後天
    [weekday] { when-weekday }
    [next-week] 下{ when-weekday }
    [date] { $month }月{ $day }日（{ when-weekday }）
   *[other-year] { $year }年{ $month }月{ $day }日
}{ $part ->
    [night] 凌晨{ $hour }
    [early] 早上{ $hour12 }
    [morning] 上午{ $hour12 }
    [noon] 中午{ $hour12 }
    [afternoon] 下午{ $hour12 }
    [evening] 晚上{ $hour12 }
   *[end] 夜裡{ $hour12 }
}點{ $minute ->
    [0] {""}
    [30] 半
   *[other] { $minutes }分
}
when-weekday = { $weekday ->
    [1] 週一
    [2] 週二
    [3] 週三
    [4] 週四
    [5] 週五
    [6] 週六
   *[7] 週日
}

# Between several names or numbers.
list-mark = 、

role-helper = 志願者
role-grid-member = 網格員
role-grid-chief = 網格長
role-community = 社區書記
role-town-desk = 鎮街值班
role-unit = 單位承辦人
role-county-desk = 縣級值班
role-leader = 掛點領導
role-mediator = 調解員
role-discipline = 紀檢
role-admin = 管理員
role-auditor = 審計
