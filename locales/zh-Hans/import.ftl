# What reading an import file says. The row number and the column stand before each of these lines.

## The file

import-not-text = 这不是文本文件，读不出文字。请在表格软件里另存为“CSV UTF-8（逗号分隔）”再导入。
import-too-large = 文件超过 { $limit } MB，没有读。网格和人员的表不会这么大，请核对是不是选错了文件。
import-spreadsheet = 这是表格文件（xlsx 或 xls），还不能直接导入。请另存为“CSV UTF-8（逗号分隔）”再导入。
import-read-as-gbk = 文件不是 UTF-8 编码，已按 GBK 读取。请核对姓名、地名有没有乱码；另存为“CSV UTF-8”可避免此提示。
import-empty = 文件里除了表头没有内容。请填写至少一行。
import-broken-csv = 从这一行起读不下去：多半是双引号没有成对，或一格超过 131072 个字符。格内的双引号要写成两个。

## The columns

import-column-missing = 表头缺少这一列。表头应有：{ $wanted }。没有内容的列也要保留表头。
import-column-unknown = 不认识这一列，已忽略。请检查列名有没有写错。
import-column-twice = 这一列出现了两次。请删去多余的一列。
import-cells-too-many = 这一行有 { $found } 格，表头只有 { $expected } 格。格内有逗号时，整格要用双引号括起来。

## The cells

import-cell-empty = 这一格必须填写。
import-text-bad = 文字不能超过 { $limit } 个字，也不能含看不见的控制字符。请改短，或重新打一遍。

## Grids

import-code-bad = 编码“{ $code }”不能用。编码由 1 至 32 个字母、数字、点、横线或下划线组成。
import-code-twice = 编码“{ $code }”在第 { $first } 行已经用过。每个编码只能用一次。
import-level-unknown = 不认识层级“{ $level }”。可以填写：{ $known }。
import-level-changed = 系统里这个编码的层级是 { $old }，文件里是 { $new }。编码一经使用层级不变，请另用新编码。
import-parent-empty = 层级为 { $level } 的这一行没有写上级编码。只有最上面一级可以留空，请补上。
import-parent-unknown = 上级编码“{ $parent }”在文件里和系统里都没有。请补上那一行，或改正编码。
import-parent-level = 上级“{ $parent }”的层级是 { $parent_level }，下面不能挂 { $level }。请改正上级编码或层级。
import-parent-cycle = “{ $code }”的上级是“{ $parent }”，往上查又回到“{ $code }”自己。请改正上级编码。
import-alias-short = 别名“{ $alias }”太短。一个字的地名会到处误认，请至少写两个字。
import-alias-range = 别名“{ $alias }”看不懂：号码段要从小到大，前面要有路名、小区名或村名，例如 某某路1-99号。
import-alias-shared = 别名“{ $alias }”与“{ $other }”重复。居民只说这个地名时，系统会先问是哪一处；可以写明门牌号段来区分。
import-polygon-unreadable = 边界读不出来：“{ $text }”。应为 WKT，例如 POLYGON ((经度 纬度, 经度 纬度, …))。
import-polygon-kind = 边界应为 POLYGON 或 MULTIPOLYGON，并且不能为空；这里是 { $found }。没有边界就把这一格留空。
import-polygon-invalid = 边界不成形：线条自己相交、重合或面积为零，位置在 { $point } 附近。请在地图软件里重画。
import-polygon-swapped = 边界的经度和纬度写反了。WKT 里先写经度，后写纬度，请对调。
import-polygon-off-earth = 边界超出经纬度范围。经度在 -180 至 180 之间，纬度在 -90 至 90 之间，单位是度。请在地图软件里重新导出。
import-polygon-abroad = 边界不在中国范围内。如果没有写错，可以不管。
import-polygon-overlap = 边界与“{ $other }”重叠，占较小一块的 { $percent }。同一级的边界不能重叠，请在地图软件里改好。

## People

import-role-unknown = 不认识角色“{ $role }”。可以填写：{ $known }，或“网格长”“调解员”等中文名称。
import-role-level = 角色 { $role } 一般不设在层级 { $level } 上。请核对这一行的网格编码。
import-node-unknown = 系统里没有编码“{ $node }”。请先导入网格，或改正编码。
import-telegram-id-bad = “{ $value }”不是个人的 Telegram 编号。应为正整数，不带小数和 E+ 这类写法；不知道就留空，系统会给出邀请链接。
import-telegram-id-names = 编号 { $value } 在前面属于“{ $other }”，这里属于“{ $name }”。一个编号只能是一个人，请改正或把这一格留空。
import-date-bad = “{ $value }”不是日期。请写成 2026-01-31 这样。
import-dates-reversed = 结束日期 { $until } 早于开始日期 { $since }。请改正。
import-person-twice = “{ $name }”在第 { $first } 行已有同一角色、同一网格。请删去一行。
