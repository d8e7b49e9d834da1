# What the commands print, for the volunteer who installs and tends the bot.

## Help: one line a command, then its options

help-app = 一格通：居民一句话，网格里办到底。
help-init = 第一次安装：填写令牌、时区、管理员，核对后写入当前文件夹的 .env。
help-run = 启动机器人（Ctrl-C 停止）。
help-demo = 不要令牌，在本机演示整套系统。
help-simulator = 只启动本机的 Telegram 模拟器，供任何机器人试用。
help-migrate = 把数据库升级到最新结构（run 也会做）。
help-doctor = 体检：设置、令牌、数据库、规则、文字、网格、群、时间，一项一行，附改法。
help-backup = 把数据库和照片等文件备份成一个 .tar 文件，机器人不用停。
help-restore = 用备份文件恢复数据库和照片等文件（先停机器人）。
help-seal = 用 DATA_KEYS 的第一把钥匙把居民的原话重新加密一遍（换钥匙时用，机器人不用停）。
help-copy-db = 把整个镇的数据从一个数据库搬到另一个空的数据库（例如从 SQLite 到 PostgreSQL），逐表核对。请先停下机器人。
help-understand = 逐行读 JSONL（id、text），逐行给出类别、危险、地点；不联网，不用数据库。
help-rules = 规则：检查、解释、评测。
help-rules-check = 检查 routing_rules 里的规则和 locales 里的文字，逐条给出文件和行号。
help-rules-explain = 说明一句话为什么归到这一类。
help-rules-eval = 用标注好的 JSONL 评测规则。
help-rules-suggest = 从人改过的类别里学：每一种改动有多少件、原话（已遮住个人信息）、可以加进规则的词。
help-rules-fit = 从标注好的句子里算出片段的倾向（要先装 fit 这一组包），打印五折成绩；加 --patch 写成补丁，加 --write 直接换上。
help-import = 导入网格、人员（csv）。整份通过才写入，可以反复导入。
help-import-grids = 导入网格：code,name,level,parent,aliases,polygon。
help-import-people = 导入人员：name,role,node,telegram_id,from,to；没有 telegram_id 的给出邀请链接。
help-import-holidays = 节假日不用导入，运行本命令看改法。
help-invite = 生成一次性邀请链接：谁打开，谁担任这个角色。
help-outbox = 没有送到的消息：查看、重发。
help-outbox-list = 列出没有送到的消息、对方和原因。
help-outbox-retry = 重新发送没有送到的消息：全部，或按 --chat、--id 选。
help-report = 输出报表：daily（日调度）、meeting（最近一次会议的清单）、project（长期项目的现场清单）。
option-out = 把清单写成 xlsx 表格
option-json = 输出 JSON，供程序读取
option-token = 机器人令牌，向 @BotFather 申请
option-simulator-token = 模拟器认的令牌
option-timezone = 时区
option-admin = 管理员的 Telegram 编号，多个用逗号隔开
option-base = Telegram 接口地址，不填就用官方的
option-yes-init = 不提问，没给的用默认值
option-force = 覆盖已有的 .env 里的这几项，其余保留
option-no-migrate = 启动时不升级数据库
option-port = 端口；demo 默认用设置里的 PORT
option-fresh = 清空上次的演示，重新开始
option-limits = 是否模拟 Telegram 的发送频率限制：on 或 off
option-dry-run = 只检查并列出会有哪些改动，不写入
option-role = 角色，例如 GRID_CHIEF
option-node = 网格编码
option-node-report = 网格编码，不填是最上面一级
option-days = 几天内有效
option-name = 已导入的人的姓名：链接给这个人，而不是新增一人
option-chat = 只选这个会话
option-id = 只选这一条
option-jsonl = 另写一个标注文件（每行 text、category、intent），可用来评测和训练
option-on = 日期，例如 2026-11-22
option-yes-restore = 覆盖现有的数据库
option-check = 只检查备份是否完好，什么都不改
option-new-key = 只生成一把新钥匙，什么都不改
option-undo-seal = 全部解开，存成不加密的
option-keep = 文件夹里只留最新的几份备份
argument-file = 文件
argument-backup = 文件（.tar），或文件夹：按时间取名；不填就是 DATA_DIR 里的 backups
argument-copy-from = 从哪个数据库，写法同 DATABASE_URL
argument-copy-to = 到哪个数据库，写法同 DATABASE_URL；必须是空的
option-copy-dry-run = 只看各表有多少行，什么都不动
argument-file-stdin = 文件，不填则读标准输入
argument-text = 要解释的话
argument-period = daily、weekly、monthly、quarterly 或 yearly

## Whatever goes wrong: what, then the mend

error-setting = 设置 { $name } 不对。{ $mend }
mend-env = .env 要用 UTF-8 编码保存。
mend-BOT_TOKEN = 向 @BotFather 要令牌，形如 123456:ABC…，再运行 yigetong init。
mend-BOT_API_BASE_URL = 要写成网址，例如 https://api.telegram.org。
mend-DATABASE_URL = 要写成 sqlite+aiosqlite:///文件夹/yigetong.db 或 postgresql+asyncpg://…。
mend-ADMIN_IDS = 要写 Telegram 编号（数字），多个用逗号隔开，例如 ADMIN_IDS=123456789。
mend-RULES_DIR = 要写规则所在的文件夹。
mend-LOCALES_DIR = 要写文字所在的文件夹。
mend-DATA_DIR = 要写存放文件的文件夹。
mend-TIMEZONE = 要写时区名称，例如 Asia/Shanghai。
mend-HOST = 要写监听的地址，例如 127.0.0.1。
mend-PORT = 要写 1 到 65535 之间的数字；写 0 就用任意一个空着的端口。
mend-WEBHOOK_URL = 要写 Telegram 能访问的网址，例如 https://bot.example.org/telegram，端口只能是 443、80、88 或 8443；不写就轮询。
mend-WEBHOOK_SECRET = 只能用字母、数字、_ 和 -，1 到 256 个；不写就自动生成一个。
mend-SECRETS_DIR = 要写一个文件夹，里面的文件用 UTF-8 编码，文件名是小写的设置名，例如 bot_token。
mend-DATA_KEYS = 钥匙用 yigetong seal --new-key 生成，多把用逗号隔开，新的写在最前；不加密就空着。
mend-LOG_LEVEL = 只能写 DEBUG、INFO、WARNING 或 ERROR。
mend-LOG_FORMAT = 只能写 text 或 json。
mend-other = 请看 docs/operations.md 的设置表。
error-token = Telegram 不认这个令牌（BOT_TOKEN）。请核对有没有少抄字符，或向 @BotFather 重新要，再运行 yigetong init。
error-away = 连不上 Telegram（{ $address }）。请检查网络，或改 BOT_API_BASE_URL 后再试。
error-rules = 规则不能用：{ $finding }（共 { $count } 处）。请按文件和行号改好，用 yigetong rules check 复查。
error-database = 数据库出错：{ $reason }。请检查 DATABASE_URL，运行 yigetong migrate，再用 yigetong doctor 复查。
error-keys = DATA_KEYS 打不开数据库里加密的内容，什么都没有改。请把原来的钥匙写回 DATA_KEYS（可以和新的并排，用逗号隔开），再试。
error-file = 读写不了 { $file }：{ $reason }。请检查路径和权限。
error-module = 缺少组件 { $name }。请用 pip install { $name } 装好再试。
error-port = 端口 { $port } 用不了：{ $reason }。请停掉占用它的程序，或换一个 --port。
error-listen = 地址 { $host } 端口 { $port } 用不了：{ $reason }。请停掉占用它的程序，或在 .env 里换一个 HOST 或 PORT。
error-running = 数据库 { $file } 已经有一个一格通在用。SQLite 只能由一个程序使用：请先停掉那一个；要同时跑几个，请改用 PostgreSQL。

## init

init-ask-token = 机器人令牌（在 Telegram 里向 @BotFather 发 /newbot 得到）
init-ask-timezone = 时区
init-ask-admin = 管理员的 Telegram 编号（数字，多个用逗号隔开，可以先留空）
init-ask-overwrite = 这里已经有 .env，要改写其中的令牌、时区、管理员吗？
init-exists = 这里已经有 .env，没有改动。确实要改写，请加 --force。
init-token-missing = 不提问时要给令牌，例如 yigetong init --yes --token 123456:ABC。
init-done = 令牌有效，机器人是 @{ $username }。设置已写入 { $file }（只有本用户可读）。
init-next =
    接下来：
      yigetong import grids 网格.csv
      yigetong import people 人员.csv
      yigetong run
init-no-admin = 还没有管理员：没人能用 /bind 绑定群。知道编号后写进 .env 的 ADMIN_IDS。

## Databases, backup, restore

migrate-done = 数据库已是最新结构（{ $revision }）。
backup-done = 已备份到 { $file }（{ $size } 字节，连同照片等文件 { $media } 个）。文件里有居民的话，请另存到别的机器上。
backup-forgotten = 删去旧备份 { $count } 份，留最新的 { $keep } 份。
backup-keep-needs-folder = --keep 只能和文件夹一起用，例如 yigetong backup 备份 --keep 14。
backup-exists = { $file } 已经存在，没有覆盖。请换一个文件名。
backup-nothing = 还没有数据库 { $file }，没有可备份的。如果应该有，请检查 DATABASE_URL。
backup-tool-missing = 这台机器上没有 { $tool }。请装 PostgreSQL 客户端（Debian、Ubuntu 的软件包 postgresql-client），版本不低于服务器。
copy-address = { $name } 不是数据库地址。写法：sqlite+aiosqlite:///文件 或 postgresql+asyncpg://用户:密码@主机/库名。
copy-same = FROM 和 TO 是同一个数据库，没有什么可搬的。请把 TO 换成新的空数据库。
copy-no-source = 没有数据库文件 { $file }。请检查 FROM。
copy-version = FROM 的结构不是这个版本的（{ $revision }），没有搬。请先用 DATABASE_URL=… yigetong migrate 更新它。
copy-not-empty = TO 不是空的（表 { $table } 里已有数据），没有搬。请新建一个空的数据库再试。
copy-count = { $table } { $rows }
copy-progress = { $table } … { $rows }
copy-line = { $mark } { $table } { $source } → { $target } { $left } { $arrived }
copy-differs = 搬过去的和原来的不一样（{ $tables }），TO 已恢复原样，FROM 没有动。请确认机器人已停下，再试一次。
copy-done = 已搬完并核对：{ $tables } 张表，{ $rows } 行，两边一样。FROM 没有动。
copy-next = 照片等文件仍在 { $media }，不用搬。下一步：把 DATABASE_URL 改成 TO，运行 yigetong doctor，再启动机器人。
seal-no-key = 没有钥匙。请先用 yigetong seal --new-key 生成一把，写进 .env 的 DATA_KEYS，重启机器人，再试。
seal-done = 已用第一把钥匙加密，共看过 { $count } 条。旧钥匙现在可以从 DATA_KEYS 里去掉，重启机器人；旧备份还要用旧钥匙，请另外收好。
seal-undone = 已全部解开，共看过 { $count } 条。现在把 DATA_KEYS 清空，重启机器人。
restore-done = 已从 { $file } 恢复，连同照片等文件 { $media } 个。
restore-sound = { $file } 是完好的备份：{ $database }，照片等文件 { $media } 个。
restore-exists = 数据库里已经有内容，没有覆盖。确实要恢复，请先停机器人，再加 --yes。
restore-in-use = 数据库正被使用，没有恢复。请先停机器人和别的程序，再试一次。
restore-damaged = { $file } 不能用来恢复：{ $reason }。数据库没有改动，请换一份备份再试。

## import and invite

import-place = { $column ->
    [none] { $row ->
        [0] 整个文件：
       *[other] 第 { $line } 行：
    }
   *[other] { $row ->
        [0] 列 { $column }：
       *[other] 第 { $line } 行 列 { $column }：
    }
}
import-refused = 有 { $count } 处错误，什么都没有写入。请改好后再导入。
import-done = 新增 { $added }，修改 { $changed }，不变 { $kept }。
import-would = 试运行，没有写入：将新增 { $added }，修改 { $changed }，不变 { $kept }。
import-add = + { $row }
import-change = ~ { $row }
import-holidays = 节假日不用导入：法定节假日和调休程序里已有。国务院新发的通知或本地放假，请写进 { $file }（文件里有说明），再用 yigetong rules check 检查；机器人开着也会自己换上。
invitation = { $name }（{ $role }，{ $node }）请打开：{ $link }
invitation-payload = { $name }（{ $role }，{ $node }）的邀请码：{ $payload }
invitation-how = 现在连不上 Telegram，不知道机器人的用户名。链接的写法：https://t.me/机器人用户名?start=邀请码
invitation-days = 每个链接只能用一次，{ $days } 天内有效，请私下发给本人。
invite-anyone = 打开的人
invite-no-node = 没有编码为“{ $code }”的网格。请先导入网格，或改正编码。
invite-no-person = { $node } 没有名叫“{ $name }”的 { $role }。请先导入人员，或去掉 --name。

## outbox and report

outbox-empty = 没有送不到的消息。
outbox-line = 第 { $id } 条，会话 { $chat }，{ $kind }，{ $when }：{ $error }
outbox-queued = 已重新排队 { $count } 条，机器人运行时会发出。
report-later = 还没有 { $period } 报表，请改用 daily、meeting 或 project。
report-today-only = 现在只能出当天（{ $today }）的日报，没有 { $on } 的数据。请去掉 --on 再试。
meeting-none = { $code } 还没有会议清单。请核对编码；清单在会前自动生成。
meeting-columns = 编号|类别|承办|缘由|已上会次数|牵头|协办|措施|期限|销号
meeting-why = { $why ->
    [watched] 重点盯办
    [overdue] 超时未办
    [on_account] 挂账
    [units] 多家单位
   *[desk] 提请会商
}
meeting-standing = { $standing ->
    [struck] 已销号
    [done] 待销号
   *[open] 在办
}
meeting-written = { $count } 件，已写入 { $file }。
project-none = { $code } 还没有长期项目。请核对编码；项目由镇街、区县值班人员在群里发 /project 建立。
project-columns = 项目|牵头|期限|现场|已完成|总数|单位|照片|最近更新|关联件数
project-row = { $project }：{ $site } { $done }／{ $total } { $unit }
project-written = { $count } 处，已写入 { $file }。

## rules

rules-clean = 规则检查通过：{ $count } 个类别，没有问题。
rules-counts = 错误 { $errors } 处，提醒 { $warnings } 处。
eval-bad-line = 第 { $line } 行读不懂：应是带 text 和 category 的 JSON。请改好这一行再试。
eval-rows = 条数
eval-first = 首选正确率
eval-within-three = 前三命中率
eval-macro = 各类平均正确率
eval-nothing = 没有结果的比例
eval-confident = 有把握的比例
eval-confident-right = 有把握时的正确率
suggest-nothing = 还没有人改过类别。
suggest-group = { $was } → { $became }：分到前一类的 { $filed } 件里改了 { $count } 件（{ $who }）
suggest-resident = 居民 { $count }
suggest-chief = 网格长 { $count }
suggest-desk = 值班 { $count }
suggest-sentence = 　· { $text }
suggest-sealed = 　· 保密的 { $count } 件，原话不列
suggest-words = 　可以考虑加到 { $file } 的 { $code }：{ $words }
suggest-word = { $word }（这里 { $here }/{ $all }，别处 { $elsewhere }/{ $others }）
suggest-reroute = { $category }：派给{ $source }的 { $filed } 件里，退单成立、改派{ $target }的 { $count } 件
suggest-written = 已写入 { $file }：{ $count } 行。里面有居民的话，请妥善保管。
eval-intent = 意图正确率
eval-danger = 险情看出来的比例
eval-false-alarms = 像险情而不是、误报的比例
eval-no-matter = 没有事的话，认出来的比例
eval-matters = 几件事，数对的比例
fit-missing = 算倾向要用 scikit-learn：请先运行 pip install "yigetong[fit]"。
fit-fold = 第 { $number } 折，{ $rows } 句
fit-learnt = 共 { $rows } 句；类别片段 { $categories } 个，意图片段 { $intents } 个。
fit-proposals = 还不在词表里、最能说明这一类的词（觉得对，就写进 routing_rules/categories）：
fit-patch = 补丁写在 { $file }。看过以后：git apply { $file }，再跑 yigetong rules check。
fit-written = 已换上。请跑 yigetong rules check 和 yigetong rules eval。
fit-dry = 没有改动任何文件。加 --patch 文件 写成补丁，加 --write 直接换上。
option-patch = 把改动写成补丁文件，看过再用
option-write = 直接换掉 routing_rules/leanings 里的文件
argument-files = 标注好的 JSONL 文件，可以给几个
option-most = 错得最多的对子和错例，最多各列几行
option-folds = 打印五折成绩，要几分钟
explain-nothing = 没有认出任何类别
explain-category = 类别
explain-runner-up = 第二
explain-third = 第三
explain-margin = 领先幅度（0 到 1）
explain-confident = 有把握，直接受理
explain-unsure = 没把握，会问居民一句
explain-left-out = 没有计入的词（被括号里的词盖住）
explain-split = 分成几件
explain-split-perhaps = 像是几件，会问居民
joint-start = 有停顿
joint-danger = 有险情
joint-tone = 口气像几件事
joint-sure-before = 前段把握
joint-sure-after = 后段把握
joint-back = 后段也像前一件
joint-common = 两段相像
joint-whole-before = 整句像前一件
joint-whole-after = 整句像后一件
joint-nothing-before = 前段没说事
joint-nothing-after = 后段没说事
joint-turn = 转到别的事的词
joint-link = 并列的词
joint-same = 接着说的词
joint-idle = 没人管的话
joint-length-before = 前段长短
joint-length-after = 后段长短
explain-version = 规则版本

## doctor: what, and the mend where there is one

doctor-settings-ok = 设置：都能用
doctor-settings-wrong = 设置：{ $name } 不对 — { $mend }
doctor-admins-none = 管理员：ADMIN_IDS 没有填 — 填上管理员的 Telegram 编号，否则没人能绑定群，告警也没处发
doctor-rules-ok = 规则：没有问题
doctor-rules-wrong = 规则：{ $finding } — 按文件和行号改好，用 yigetong rules check 复查
doctor-rules-more = 规则：还有 { $count } 处 — 用 yigetong rules check 看全部
doctor-locales-ok = 文字：没有问题
doctor-locales-wrong = 文字：{ $finding } — 按文件和行号改好
doctor-holidays-ok = 节假日：{ $years } 年的都有
doctor-holidays-unpublished = 节假日：{ $years } 年的放假和调休还没有 — 国务院公布后写进 { $file }，在此之前期限按周末和法定节日估算
doctor-token-ok = 令牌：有效，机器人是 @{ $username }
doctor-token-empty = 令牌：BOT_TOKEN 没有填 — 运行 yigetong init
doctor-token-wrong = 令牌：Telegram 不认 — 核对 BOT_TOKEN 有没有少抄字符，或向 @BotFather 重新要，再运行 yigetong init
doctor-token-away = 令牌：连不上 Telegram（{ $address }） — 检查网络，或改 BOT_API_BASE_URL
doctor-webhook-ok = webhook：已设好，{ $count } 条等待投递
doctor-webhook-unset = webhook：Telegram 那边没有设 — 机器人运行时会自己设好；正在运行就看日志里的 webhook.refused，核对 WEBHOOK_URL
doctor-webhook-left = webhook：没有写 WEBHOOK_URL，Telegram 那边却还设着 — 启动机器人就会去掉；去掉了又出现，就是别的程序在用这个令牌
doctor-webhook-failing = webhook：{ $minutes } 分钟前 Telegram 投递失败：{ $reason }，{ $count } 条在等 — 检查反向代理、证书和 WEBHOOK_URL
doctor-database-ok = 数据库：连得上，结构是最新的
doctor-keys-ok = 加密：居民的原话加密保存
doctor-keys-none = 加密：没有钥匙，居民的原话和电话在数据库里不加密 — 用 yigetong seal --new-key 生成一把，写进 DATA_KEYS，另外抄一份收好，重启后运行 yigetong seal
doctor-keys-wrong = 加密：DATA_KEYS 打不开数据库里加密的内容 — 把原来的钥匙写回 DATA_KEYS（多把用逗号隔开）
doctor-database-folder = 数据库：文件夹 { $folder } 不存在 — 运行 yigetong migrate 就会建好；位置不对就改 DATABASE_URL
doctor-database-unwritable = 数据库：文件夹 { $folder } 不能写入 — 改文件夹的权限，或改 DATABASE_URL
doctor-database-new = 数据库：还没有建 — 运行 yigetong migrate
doctor-database-old = 数据库：结构不是最新的（{ $revision }） — 运行 yigetong migrate
doctor-database-away = 数据库：连不上：{ $reason } — 检查 DATABASE_URL 和数据库是否在运行
doctor-database-refused = 数据库：用户名或密码不对（{ $reason }） — 检查 DATABASE_URL 里的用户名和密码
doctor-database-missing = 数据库：服务器上没有这个库（{ $reason }） — 请先建库（createdb 库名），或改 DATABASE_URL 末尾的库名
doctor-database-failed = 数据库：出错了：{ $reason } — 检查 DATABASE_URL、磁盘空间和数据库的日志
doctor-places-ok = 网格：{ $count } 个，别名 { $aliases } 个
doctor-places-none = 网格：还没有导入 — 运行 yigetong import grids 文件.csv
doctor-people-ok = 人员：{ $count } 个岗位都有账号
doctor-people-none = 人员：还没有导入 — 运行 yigetong import people 文件.csv
doctor-people-waiting = 人员：{ $count } 个岗位的人还没有打开邀请链接：{ $names } — 催他们打开；链接丢了或过期，用 yigetong invite --name 再发一个
doctor-places-unknown = 地点：deadlines.yaml 写了 { $count } 个没有导入的地点编码，那几行不起作用：{ $codes } — 改成导入过的编码，或先导入
doctor-groups-ok = 群：有网格长的网格都绑定了群
doctor-groups-unbound = 群：{ $count } 个网格有网格长但没有绑定群：{ $codes } — 把机器人拉进群，由管理员在群里发 /bind 网格编码
doctor-grids-unanswered = 群：{ $count } 个网格没有群，也没有能收消息的网格长，事情都送到上一级：{ $codes } — 绑定群，或导入网格长并请他打开邀请链接
doctor-group-out = 群：“{ $title }”（{ $code }）里已经没有机器人 — 重新拉进群，再发 /bind { $code }
doctor-group-muted = 群：“{ $title }”（{ $code }）里机器人不能发言 — 在群权限里允许它发消息，或设为管理员
doctor-group-no-media = 群：“{ $title }”（{ $code }）里机器人不能发照片 — 在群权限里允许它发照片，或设为管理员
doctor-group-no-topic = 群：“{ $title }”（{ $code }）的话题已经没有 — 在新的话题里发 /bind { $code }
doctor-group-closed = 群：“{ $title }”（{ $code }）的话题关闭了 — 重新打开话题，或在别处发 /bind { $code }
doctor-group-unknown = 群：“{ $title }”（{ $code }）查不到 — 稍后再试；一直这样就重新拉群并 /bind { $code }
doctor-members-ok = 群：{ $count } 个群里机器人都能发言
doctor-outbox-waiting = 消息：{ $count } 条没有送到 — 用 yigetong outbox list 查原因，改好后用 yigetong outbox retry
doctor-clock-ok = 时间：{ $time }（{ $timezone }）
doctor-clock-off = 时间：{ $time }（{ $timezone }），和 Telegram 相差 { $seconds } 秒 — 打开本机的时间同步
