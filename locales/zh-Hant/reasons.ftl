# Names of the reasons of routing_rules/life.yaml; the reference language reads the rules' own.

reason-returns-area = 不在我們網格
reason-returns-duty = 不歸我們管
reason-returns-place = 地點說不清
reason-returns-double = 和別的工單重複
reason-returns-law = 應走法定程序
reason-returns-other = 其他原因
reason-extension-parts = 等配件、等材料
reason-extension-weather = 天氣原因
reason-extension-consent = 要徵求居民意見
reason-extension-approval = 要報批
reason-extension-other = 其他原因
reason-suspension-petitioner = 等居民答覆
reason-suspension-appraisal = 等檢測、鑑定
reason-suspension-hearing = 聽證、調解中
reason-suspension-weather = 天氣或不可抗力
reason-suspension-season = 要等季節
reason-suspension-court = 等法院結果
