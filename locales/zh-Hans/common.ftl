# Times, names of states, and words that several messages share.

when = { $away ->
    [yesterday] 昨天{ $time }
    [today] 今天{ $time }
    [tomorrow] 明天{ $time }
    [overmorrow] 后天{ $time }
   *[other] { $has_year ->
        [0] { $month }月{ $day }日（{ $weekday ->
            [1] 周一
            [2] 周二
            [3] 周三
            [4] 周四
            [5] 周五
            [6] 周六
           *[7] 周日
        }）{ $time }
       *[any] { $year }年{ $month }月{ $day }日{ $time }
    }
}

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
