# Names of the categories, by the codes of routing_rules/categories/. Characters as Taiwan writes them, like the rest.

group-01 = 突發緊急
category-0101 = 火情爆炸
category-0102 = 燃氣洩漏
category-0103 = 人員受困傷亡
category-0104 = 輕生自傷
category-0105 = 暴力侵害
category-0106 = 設施險情
category-0107 = 走失尋人
category-0108 = 群體聚集

group-02 = 公共設施
category-0201 = 道路破損
category-0202 = 路燈照明
category-0203 = 井蓋缺損
category-0204 = 排水堵塞積水
category-0205 = 交通設施
category-0206 = 杆線管線
category-0207 = 文體便民設施

group-03 = 水電氣熱電信
category-0301 = 供水故障
category-0302 = 水質異常
category-0303 = 停電電壓
category-0304 = 燃氣供應
category-0305 = 供暖
category-0306 = 電話網路

group-04 = 市容環衛
category-0401 = 垃圾清運
category-0402 = 建築垃圾渣土
category-0403 = 佔道經營
category-0404 = 亂堆亂貼
category-0405 = 綠化樹木
category-0406 = 公廁糞污
category-0407 = 病媒動物屍體

group-05 = 噪音污染
category-0501 = 施工裝修噪音
category-0502 = 生活商業噪音
category-0503 = 油煙異味
category-0504 = 揚塵焚燒廢氣
category-0505 = 水體污染

group-06 = 住房物業
category-0601 = 物業服務收費
category-0602 = 電梯
category-0603 = 房屋滲漏品質
category-0604 = 違法建設
category-0605 = 舊改加梯
category-0606 = 業委會自治
category-0607 = 門禁安防

group-07 = 交通停車
category-0701 = 汽機車亂停
category-0702 = 停車位
category-0703 = 電動車充電
category-0704 = 公車出行
category-0705 = 塞車秩序

group-08 = 矛盾糾紛
category-0801 = 鄰里糾紛
category-0802 = 婚姻家庭
category-0803 = 土地山林
category-0804 = 勞資欠薪
category-0805 = 經濟合同
category-0806 = 徵地拆遷
category-0807 = 信訪積案

group-09 = 安全治安
category-0901 = 消防隱患
category-0902 = 用電用氣隱患
category-0903 = 高空拋物墜物
category-0904 = 危房地災
category-0905 = 養犬動物
category-0906 = 侵財詐騙
category-0907 = 騷擾滋事
category-0908 = 黃賭毒黑
category-0909 = 安全生產煙火

group-10 = 民生服務
category-1001 = 社保醫保
category-1002 = 低保救助
category-1003 = 養老助殘
category-1004 = 教育托幼
category-1005 = 醫療衛生
category-1006 = 就業創業
category-1007 = 戶籍證件
category-1008 = 住房保障
category-1009 = 微心願

group-11 = 農業農村
category-1101 = 農田水利
category-1102 = 村道橋樑
category-1103 = 養殖污染
category-1104 = 村務小微權力
category-1105 = 惠農補貼
category-1106 = 農房人居

group-12 = 市場政務其他
category-1201 = 食品藥品
category-1202 = 消費價格
category-1203 = 作風舉報
category-1204 = 辦事政策諮詢
category-1205 = 意見建議
category-1206 = 表揚感謝
category-1299 = 其他
