# Times, names of states, and words that several messages share.

# A point in time as people say it. It may follow 最迟 and stand before 前, so it ends with the hour.
when = { $named ->
    [yesterday] 昨天
    [today] 今天
    [tomorrow] 明天
    [overmorrow] 后天
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
   *[end] 夜里{ $hour12 }
}点{ $minute ->
    [0] {""}
    [30] 半
   *[other] { $minutes }分
}
when-weekday = { $weekday ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[7] 周日
}

# Between several names or numbers.
list-mark = 、

role-helper = 志愿者
role-grid-member = 网格员
role-grid-chief = 网格长
role-community = 社区书记
role-town-desk = 镇街值班
role-unit = 单位承办人
role-county-desk = 县级值班
role-leader = 挂点领导
role-mediator = 调解员
role-discipline = 纪检
role-admin = 管理员
role-auditor = 审计
