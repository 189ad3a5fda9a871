import { defineMessages } from '../message.ts'

/** What is said about files, rows and cells. A finding's code names its message; `value` is the cell, masked. */
export const dataMessages = defineMessages({
  'standard.yaml': { zh: 'YAML 写法有误：{problem}', en: 'Not well-formed YAML: {problem}' },
  'standard.shape': { zh: '{path}：{problem}', en: '{path}: {problem}' },
  'standard.duplicate': { zh: '字段 {name} 重复', en: 'Field {name} is declared twice' },
  'standard.no-codes': { zh: '代码型字段 {name} 没有写明数据字典（dictionary）', en: 'Field {name} is a code without a dictionary' },
  'standard.no-dictionary': { zh: '没有数据字典 {name}', en: 'There is no dictionary {name}' },
  'standard.codes-twice': {
    zh: '字段 {name} 既写了数据字典，又列了代码，只能有其一',
    en: 'Field {name} has a dictionary and codes of its own: one of them',
  },
  'standard.bound': { zh: '字段 {name} 的上下限 {bound} 与字段类型不合', en: 'The bound {bound} of field {name} does not fit its type' },
  'standard.several': {
    zh: '{name} 不是主键里的当事人键，一格多人无从分行',
    en: '{name} is no party key of the natural key: rows of several parties cannot be told apart by it',
  },
  'standard.unknown-field': { zh: '没有名为 {name} 的字段', en: 'There is no field {name}' },

  'file.empty': { zh: '文件是空的（0 字节）。请重新导出后再报送。', en: 'The file is empty (0 bytes). Export it again.' },
  'file.absent': { zh: '没有这个文件：{path}', en: 'No such file: {path}' },
  'file.folder': {
    zh: '这是文件夹，不是文件：{path}。请指明其中的一个文件；要读整个文件夹，请用 xiezhi scan。',
    en: 'A folder, not a file: {path}. Name one file in it; xiezhi scan reads a whole folder.',
  },
  'file.unreadable': {
    zh: '文件读不出来（{reason}）。请检查文件权限、是否被其他程序占用、磁盘是否完好，再试一次。',
    en: 'The file cannot be read ({reason}). Check its permissions, whether another program holds it, and the disk.',
  },
  'dataset.unknown': { zh: '没有名为“{id}”的数据集。可用的有：{known}', en: 'There is no dataset “{id}”. There are: {known}' },
  'file.no-table': {
    zh: '文件里没有可读的表格。请确认首行是列名，其下是数据。',
    en: 'There is no table in the file. The first row should hold column names, with rows below.',
  },
  'file.member-damaged': {
    zh: '压缩包中的这个文件已损坏，无法解开，未采用；包里其他文件照常读取。请单独重新报送这个文件。',
    en: 'This file of the archive is damaged and could not be unpacked; the others were read. Send this one again.',
  },
  'file.truncated': {
    zh: '工作簿损坏、被截断，或内部内容不合规范（例如带有外部实体），不予读取。请用表格软件打开后另存为 .xlsx，或重新导出、重新传输。',
    en: 'The workbook is damaged, cut off, or not well-formed inside (external entities, for example), and is not read. Open it in a spreadsheet program and save it as .xlsx, or export or transfer it again.',
  },
  'file.macro': {
    zh: '工作簿带有宏，不予读取。请另存为不带宏的“Excel 工作簿（.xlsx）”或 CSV。',
    en: 'The workbook carries macros and is not read. Save it as a plain .xlsx workbook or CSV.',
  },
  'file.encrypted': { zh: '文件设有密码。请去掉密码后另存再报送。', en: 'The file is protected by a password. Save it without one.' },
  'file.old-workbook': {
    zh: '这是旧式的 Office 文件，其中没有可读的工作簿：可能是 Word 文档、已损坏或已加密。请在 Excel 中打开后另存为“Excel 工作簿（.xlsx）”或 CSV。',
    en: 'An old Office file without a workbook that can be read: a Word document, damaged, or encrypted. Open it in Excel and save it as .xlsx or CSV.',
  },
  'file.old-heavy': {
    zh: '这个旧式工作簿或网页表格过大，或展开后过大，不予读取。请在 Excel 中打开后另存为“Excel 工作簿（.xlsx）”或 CSV，或分成几个文件。',
    en: 'This old workbook or web page is too large, as it is or once opened, and is not read. Save it as .xlsx or CSV, or split it.',
  },
  'file.binary-workbook': {
    zh: '这是二进制工作簿（.xlsb）。请另存为“Excel 工作簿（.xlsx）”。',
    en: 'This is a binary workbook (.xlsb). Save it as .xlsx.',
  },
  'file.open-document': {
    zh: '这是 OpenDocument 表格。请另存为“Excel 工作簿（.xlsx）”或 CSV。',
    en: 'This is an OpenDocument sheet. Save it as .xlsx or CSV.',
  },
  'file.html': {
    zh: '这其实是网页（HTML），其中没有成行成列的表格。请在 Excel 中打开后另存为 .xlsx 或 CSV。',
    en: 'This is really a web page (HTML) without a table of rows and columns. Open it in Excel and save it as .xlsx or CSV.',
  },
  'file.xml-workbook': {
    zh: '这是 XML 格式的旧式表格，无法读取。请在 Excel 中打开后另存为 .xlsx 或 CSV。',
    en: 'This is an old XML spreadsheet and could not be read. Open it in Excel and save it as .xlsx or CSV.',
  },
  'file.xml': { zh: '这是 XML 文件，不是表格。请导出为 .xlsx 或 CSV。', en: 'This is XML, not a table. Export it as .xlsx or CSV.' },
  'file.json-line': {
    zh: '第 {line} 行不是一个 JSON 对象。请每行写一个对象（NDJSON），值用文字、数字、布尔值或它们的列表。',
    en: 'Line {line} is no JSON object. Write one object a line (NDJSON); values are texts, numbers, booleans or lists of them.',
  },
  'file.json': { zh: '这是 JSON，不是表格。请导出为 .xlsx 或 CSV。', en: 'This is JSON, not a table. Export it as .xlsx or CSV.' },
  'file.word': { zh: '这是 Word 文档，不是表格。请提供 .xlsx 或 CSV。', en: 'This is a Word document, not a table. Provide .xlsx or CSV.' },
  'file.pdf': { zh: '这是 PDF，不能按行读取。请提供 .xlsx 或 CSV。', en: 'This is a PDF and has no rows to read. Provide .xlsx or CSV.' },
  'file.image': {
    zh: '这是图片，不能按行读取。请提供 .xlsx 或 CSV。',
    en: 'This is an image and has no rows to read. Provide .xlsx or CSV.',
  },
  'file.archive': {
    zh: '这种压缩包不能读取。请改用 .zip，或解压后报送其中的 .xlsx 或 CSV。',
    en: 'An archive of this kind is not read. Use .zip, or unpack it and bring in the .xlsx or CSV files in it.',
  },
  'file.archive-nested': {
    zh: '压缩包里还有压缩包，里面的不再展开。请解压后另行报送。',
    en: 'An archive inside an archive is not opened. Unpack it and bring it in by itself.',
  },
  'file.archive-many': {
    zh: '压缩包里的文件超过 {most} 个，不予展开。请只打包要报送的表格，或分成几个压缩包。',
    en: 'There are more than {most} files in the archive; it is not opened. Pack only the tables, or several archives.',
  },
  'file.archive-empty': { zh: '压缩包里没有文件。', en: 'There are no files in the archive.' },
  'file.binary': {
    zh: '这不是文本也不是工作簿，无法读取。请提供 .xlsx 或 CSV。',
    en: 'This is neither text nor a workbook. Provide .xlsx or CSV.',
  },
  'file.unknown': { zh: '不认识的文件格式。请提供 .xlsx 或 CSV。', en: 'An unknown format. Provide .xlsx or CSV.' },
  'file.bomb': {
    zh: '压缩包展开后约 {mib} MiB，与其大小不相称，不予展开。如确为真实数据，请分成几个文件，或导出为 CSV。',
    en: 'The archive would inflate to about {mib} MiB, out of all proportion, and is not opened. If the data are real, split them or export CSV.',
  },
  'file.path-trick': {
    zh: '压缩包里的文件名试图指向包外，不予读取。请向报送单位核实来源，用表格软件重新另存后再报送。',
    en: 'A name inside the archive points outside of it; it is not read. Ask where the file comes from and have it saved anew.',
  },
  'file.too-wide': {
    zh: '表头有 {columns} 列，远多于任何业务台账（至多读 2000 列）。请删去多余的列（常见于最右边误填了一格），或检查分隔符后再报送。',
    en: 'The heading has {columns} columns, far more than any register (2,000 are read). Remove stray cells at the far right, or check the separator.',
  },
  'file.endless-record': {
    zh: '第 {record} 行没有结尾：一行过长或单元格过多，疑似换行符丢失或引号未闭合，已停止读取。请按行重新导出为 CSV 或 .xlsx。',
    en: 'Record {record} does not end: line breaks lost, or a quote never closed. Reading stopped. Export it again, a row a line.',
  },
  'file.sheets-left-out': {
    zh: '工作表{names}没有表头下的数据行，未采用',
    en: 'Sheets without rows under a heading were left out: {names}',
  },
  'file.sheet': { zh: '“{sheet}”', en: '“{sheet}”' },
  'file.sheet-hidden': { zh: '“{sheet}”（隐藏）', en: '“{sheet}” (hidden)' },
  'file.workbook-heavy': {
    zh: '工作簿里的文字太多（各单元格的文字，或合并单元格、重复引用铺开后的文字），超出所能读取的总量，不予读取。请分成几个文件，或导出为 CSV。',
    en: 'There is more text in the workbook (in its cells, or repeated by them) than is read. Split it into several files, or export CSV.',
  },
  'file.too-heavy': {
    zh: '单元格里的文字过长过多，导入可用的内存不够，文件没有读入。请把文件分成几个再报送（例如每个文件几千行），或请管理员用 XIEZHI_MEMORY 增加内存。',
    en: 'The texts in the cells are too long and too many for the memory that imports have; nothing was read. Split the file (some thousand rows each), or have XIEZHI_MEMORY raised.',
  },
  'file.no-rows': {
    zh: '只有表头，没有数据行。请确认导出时选中了数据。',
    en: 'A heading without rows. Check that the data were exported.',
  },
  'file.mixed-text': {
    zh: '文件里混有 UTF-8 和 GB18030 两种编码的行，已逐行辨别读出；请核对，并请报送单位统一编码后再导出。',
    en: 'Lines in UTF-8 and in GB 18030 stand in one file; each was read in its own. Check them, and ask for one encoding.',
  },
  'file.damaged-text': {
    zh: '有些字节不属于文件的编码，已用“\ufffd”代替；请核对乱码处。',
    en: 'Some bytes do not belong to the encoding and became “\ufffd”; check these places.',
  },

  'column.unknown': { zh: '列“{name}”不在数据标准中，未读取', en: 'Column “{name}” is not in the standard and was not read' },
  'column.repeated': {
    zh: '列“{name}”与前面的列对应同一字段，未读取',
    en: 'Column “{name}” stands for a field that another column already fills; not read',
  },
  'column.missing': { zh: '缺少列“{name}”', en: 'Column “{name}” is missing' },
  'key.column-missing': { zh: '缺少组成主键的列：{names}', en: 'Columns that make up the key are missing: {names}' },
  'key.missing': { zh: '无法组成主键，缺少：{names}', en: 'The key cannot be formed; missing: {names}' },
  'key.duplicate': { zh: '与后面的行主键相同，以后面的为准', en: 'A later row has the same key and wins' },
  'required.missing': { zh: '“{name}”为空', en: '“{name}” is empty' },
  'party.unidentified': { zh: '没有可用的代码或证件号码，只能按名称识别', en: 'No usable code or identity number; known by name only' },
  'row.wide': {
    zh: '单元格比表头多，疑有未加引号的分隔符，整行未采用',
    en: 'More cells than the heading: probably an unquoted separator; the row was not taken',
  },
  'row.narrow': { zh: '单元格比表头少，缺的按空处理', en: 'Fewer cells than the heading; the missing ones are taken as empty' },
  'row.quote': { zh: '引号不配对，已按字面读取', en: 'Unbalanced quotes, read as they stand' },
  'row.too-long': { zh: '有单元格超过一百万字，整行未采用', en: 'A cell is longer than a million characters; the row was not taken' },
  'row.test': { zh: '疑为测试数据', en: 'Looks like test data' },
  'row.mended': {
    zh: '单元格比表头多，已把未加引号的分隔符并回文字列，请核对',
    en: 'More cells than the heading; an unquoted separator was put back into a text, please check',
  },
  'row.surplus': { zh: '单元格比表头多，多出的未采用', en: 'More cells than the heading; those beyond it were left out' },

  'bounds.below': {
    zh: '“{name}”小于 {from}，通常不会这样小，请核对',
    en: '“{name}” is below {from}, which does not happen as a rule; please check',
  },
  'bounds.above': {
    zh: '“{name}”大于 {to}，通常不会这样大，请核对',
    en: '“{name}” is above {to}, which does not happen as a rule; please check',
  },
  'bounds.outside': {
    zh: '“{name}”不在通常的 {from} 至 {to} 之间，请核对单位、列是否错位',
    en: '“{name}” is not between {from} and {to} as it usually is; please check its unit and whether columns are shifted',
  },
  'bounds.empty': {
    zh: '“{name}”在 {rows} 行中有 {empty} 行为空（{share}），完整的数据一般不超过 {most}，请核对是否漏导该列',
    en: '“{name}” is empty in {empty} of {rows} rows ({share}); a whole delivery has at most {most}; please check whether the column was left out',
  },
  'bounds.month-many': {
    zh: '按“{by}”计，{month} 有 {rows} 行，一个省一个月一般也不超过 {to} 行，请核对是否重复报送或日期有误',
    en: 'By “{by}”, {month} has {rows} rows; even a province has at most {to} a month as a rule; please check for repeated rows or wrong days',
  },
  'bounds.month-few': {
    zh: '按“{by}”计，其间 {months} 个月平均每月 {mean} 行，一个县一般不少于 {from} 行：若不是单个单位的数据，请核对是否漏报',
    en: 'By “{by}”, {months} months have {mean} rows on average; a county has at least {from} as a rule: unless one unit alone sent them, please check what is missing',
  },
  'bounds.month-none': {
    zh: '按“{by}”计，{months} 一行也没有（共 {count} 个月），其余各月平均 {mean} 行，请核对是否漏报',
    en: 'By “{by}”, there is not one row in {months} ({count} months); the others have {mean} on average; please check what is missing',
  },

  'dictionary.unknown': {
    zh: '“{dictionary}”中没有 {code}；如为新设，可在数据字典中补充',
    en: '{code} is not in “{dictionary}”; if it is new, add it to the dictionary',
  },
  'dictionary.ended': {
    zh: '{code}（{name}）至迟用到 {to}，早于本行日期',
    en: '{code} ({name}) was in force until {to} at the latest, before the day of this row',
  },
  'dictionary.ended-for': {
    zh: '{code}（{name}）至迟用到 {to}，早于本行日期；其后为 {successor}',
    en: '{code} ({name}) was in force until {to} at the latest, before the day of this row; after it came {successor}',
  },
  'dictionary.not-yet': {
    zh: '{code}（{name}）最早 {from} 启用，晚于本行日期',
    en: '{code} ({name}) came into force on {from} at the earliest, after the day of this row',
  },
  'dictionary.no-heading': {
    zh: '没有找到表头。表里要有“代码”和“名称”两列，还可以有“启用日期”“停用日期”“接续代码”“备注”。',
    en: 'No heading was found. The table needs the columns code and name, and may have from, to, successor and note.',
  },
  'dictionary.no-code': { zh: '第 {line} 行缺代码或名称', en: 'Line {line} lacks its code or name' },
  'dictionary.no-day': { zh: '第 {line} 行（{code}）的日期看不懂', en: 'Line {line} ({code}) has a day that can’t be read' },
  'dictionary.turned': {
    zh: '第 {line} 行（{code}）启用 {from} 晚于停用 {to}',
    en: 'Line {line} ({code}) begins on {from}, after it ends on {to}',
  },
  'dictionary.twice': { zh: '第 {line} 行的代码 {code} 与前面重复', en: 'Line {line} has the code {code} again' },
  'dictionary.too-many': { zh: '超过 {most} 个代码', en: 'More than {most} codes' },
  'dictionary.empty': { zh: '表头下面没有代码', en: 'There is no code under the heading' },

  'propose.identity': { zh: '{count} 个值中 {share} 是公民身份号码', en: '{share} of {count} values are identity numbers' },
  'propose.credit-code': { zh: '{count} 个值中 {share} 是统一社会信用代码', en: '{share} of {count} values are unified credit codes' },
  'propose.org-code': { zh: '{count} 个值中 {share} 是组织机构代码', en: '{share} of {count} values are organisation codes' },
  'propose.phone': { zh: '{count} 个值中 {share} 是手机号码', en: '{share} of {count} values are mobile telephones' },
  'propose.plate': { zh: '{count} 个值中 {share} 是号牌号码', en: '{share} of {count} values are number plates' },
  'propose.case-no': { zh: '{count} 个值中 {share} 是法院案号', en: '{share} of {count} values are numbers of court cases' },
  'propose.document-no': { zh: '{count} 个值中 {share} 是文书文号', en: '{share} of {count} values are numbers of documents' },
  'propose.month': { zh: '{count} 个值中 {share} 是年月', en: '{share} of {count} values are months' },
  'propose.date': { zh: '{count} 个值中 {share} 是日期', en: '{share} of {count} values are days' },
  'propose.datetime': { zh: '{count} 个值中 {share} 是带时刻的日期', en: '{share} of {count} values are moments' },
  'propose.bool': { zh: '{count} 个值中 {share} 是“是、否”', en: '{share} of {count} values are yes or no' },
  'propose.int': { zh: '{count} 个值中 {share} 是整数', en: '{share} of {count} values are whole numbers' },
  'propose.decimal': { zh: '{count} 个值中 {share} 是金额或小数', en: '{share} of {count} values are sums' },
  'suggest.codes': { zh: '{count} 种写法都在代码表里', en: 'All {count} words are on its list of codes' },
  'propose.division': { zh: '{count} 个值是行政区划代码', en: '{count} values are division codes' },
  'propose.codes': { zh: '{rows} 个值只有 {count} 种写法', en: '{rows} values are {count} words' },
  'propose.prose': { zh: '多为成段文字', en: 'Mostly prose' },
  'propose.heading': { zh: '栏目名同“{dataset}”的“{field}”', en: 'Headed like “{field}” of “{dataset}”' },
  'propose.name': { zh: '栏目名像人员或单位名称', en: 'Headed like a name' },
  'propose.plain': { zh: '没有可辨认的规律，按文字', en: 'Nothing tells what it is: text' },
  'propose.filled': { zh: '{rows} 行都有值', en: 'Filled in all {rows} rows' },

  'coordinate.unreadable': { zh: '不是可识别的经纬度', en: 'Not a longitude or latitude' },
  'coordinate.swapped': { zh: '经度与纬度填反，已对调', en: 'Longitude and latitude in each other’s place, turned round' },
  'coordinate.converted': {
    zh: '栏目名注明坐标系为 {datum}，已换算为 2000 国家大地坐标系',
    en: 'The heading states {datum}; converted to CGCS2000',
  },
  'plate.form': { zh: '不是机动车号牌号码的写法', en: 'Not the form of a number plate' },
  'measure.converted': { zh: '已按所写单位换算', en: 'Converted from the unit that is written' },
  'measure.percent': { zh: '大于 1，按百分数换算', en: 'Above 1, taken for a percentage' },
  'value.unknown': {
    zh: '写明不详、待查，不是空白；按未能读取处理，请补上',
    en: 'Said to be unknown, which is no blank: taken as unread; please have it filled in',
  },
  'date.impossible': { zh: '不存在的日期', en: 'No such day' },
  'date.unreadable': { zh: '不是可识别的日期', en: 'Not a date that can be read' },
  'month.longer': {
    zh: '写的是年度、半年或季度，不知道是哪个月，未采用；请按月报送，或者在“列对应”里把这一列改为不采用',
    en: 'A year, a half or a quarter: which month is not known, so it was not taken; deliver by month, or leave the column out under “Columns”',
  },
  'period.reversed': { zh: '止早于起', en: 'Ends before it begins' },
  'date.placeholder': { zh: '占位日期，按空处理', en: 'A placeholder, taken as empty' },
  'date.endless': {
    zh: '“长期”或 2099 年以后的日期，不会是已经发生的事的日期，请核对',
    en: 'A day without end or after 2098 is no day on which something happened; please check it',
  },
  'date.future': { zh: '晚于今天（{today}），请核对年份', en: 'Later than today ({today}); please check the year' },
  'date.ambiguous': { zh: '分不清月和日', en: 'Month and day cannot be told apart' },
  'date.order': { zh: '按该列的习惯判定月日次序', en: 'Order of month and day taken from the column' },
  'date.two-digit-year': { zh: '两位数年份，已按近年补全', en: 'A year of two digits, completed' },
  'date.no-time': { zh: '只有日期没有时刻，按当日零时', en: 'A day without its time, taken for its first second' },
  'date.serial': { zh: '表格日期序列值，已换算', en: 'A spreadsheet serial number, converted' },
  'date.order-wrong': { zh: '“{earlier}”晚于“{later}”', en: '“{earlier}” is later than “{later}”' },
  'amount.unreadable': { zh: '不是可识别的金额或数字', en: 'Not an amount that can be read' },
  'amount.finer': {
    zh: '小数位比这一列保留的细（金额细于分），已四舍五入',
    en: 'More decimal places than the column keeps (a sum finer than 0.01); rounded',
  },
  'amount.negative': { zh: '金额为负', en: 'A negative amount' },
  'amount.written': { zh: '文字金额，已换算为元', en: 'An amount in words or with its unit, converted to yuan' },
  'amount.from-text': { zh: '金额取自文字说明', en: 'Amount taken from the text' },
  'amount.ten-thousands': { zh: '与处罚内容相差一万倍，已按万元换算', en: 'Off by ten thousand from the text; taken as 万元' },
  'amount.not-ten-thousands': {
    zh: '列以万元计，但与处罚内容相差一万倍，已按元读取',
    en: 'The column counts in 万元, but the text shows 元; read as 元',
  },
  'amount.differs': { zh: '与处罚内容所载金额不一致', en: 'Differs from the amount in the text' },
  'number.unreadable': { zh: '不是可识别的整数', en: 'Not a whole number' },
  'number.lost-precision': {
    zh: '号码被表格软件改成了科学记数，末位已丢失；请将该列设为文本后重新导出',
    en: 'Spoilt by a spreadsheet, last digits lost; set the column to text and export again',
  },
  'identity.lost-precision': {
    zh: '证件号码被表格软件改成了科学记数，末位已丢失，无法恢复；请将该列设为文本后重新导出',
    en: 'Spoilt by a spreadsheet, last digits lost for good; set the column to text and export again',
  },
  'identity.masked': { zh: '证件号码已脱敏，不能用于比对', en: 'A masked number, of no use for joining' },
  'identity.fifteen': { zh: '15 位旧证号，已换算为 18 位', en: 'Old number of 15 digits, converted to 18' },
  'identity.repaired': { zh: '证件号码写法已规范', en: 'Identity number tidied' },
  'identity.check': { zh: '证件号码校验位不符', en: 'Check digit of the identity number is wrong' },
  'identity.form': { zh: '不是可识别的证件号码', en: 'Not a known form of number' },
  'identity.credit-code': { zh: '证件号码列里是统一社会信用代码', en: 'A credit code stands in the column for identity numbers' },
  'credit-code.repaired': { zh: '统一社会信用代码写法已规范', en: 'Credit code tidied' },
  'credit-code.check': { zh: '统一社会信用代码校验位不符', en: 'Check character of the credit code is wrong' },
  'credit-code.form': { zh: '不是统一社会信用代码', en: 'Not a credit code' },
  'credit-code.identity': {
    zh: '代码列里是个人证件号码，已移走并脱敏',
    en: 'A person’s number stands in the column for codes; moved and masked',
  },
  'credit-code.org-code': { zh: '代码列里是组织机构代码，已移列', en: 'An organisation code stands in the column; moved' },
  'credit-code.reg-no': { zh: '代码列里是工商注册号，已移列', en: 'A registration number stands in the column; moved' },
  'org-code.unified': { zh: '由统一社会信用代码取得组织机构代码', en: 'Organisation code taken from the credit code' },
  'org-code.check': { zh: '组织机构代码校验位不符', en: 'Check character of the organisation code is wrong' },
  'agency.from-name': {
    zh: '机关代码为空，已按同一文件中该机关名称补全',
    en: 'Agency code empty; filled in by the agency’s name in the same file',
  },
  'agency.by-name': { zh: '机关代码为空，按机关名称识别', en: 'Agency code empty; the agency is known by name' },
  'phone.form': { zh: '不是可识别的电话号码', en: 'Not a telephone number' },
  'division.form': { zh: '不是行政区划代码', en: 'Not a division code' },
  'document-no.form': { zh: '文号写法不合通例，按原文比对', en: 'An unusual document number; compared as written' },
  'document-no.year': { zh: '文号年份与决定日期年份不一致', en: 'The year of the number differs from that of the decision' },
  'document-no.lost-precision': { zh: '文号被表格软件改成了科学记数，末位已丢失', en: 'Document number spoilt by a spreadsheet' },
  'case-no.form': { zh: '案号写法不合规定，按原文比对', en: 'An unusual case number; compared as written' },
  'code.unknown': { zh: '不在代码表中，按原文保留', en: 'Not in the code list; kept as written' },
  'bool.unreadable': { zh: '看不出是或否', en: 'Neither yes nor no' },
  'name.several': {
    zh: '一格里有多人，不能确定各人与号码，未分行；请对方一人一行填写，各写自己的号码',
    en: 'Several people in one cell; who has which number is not sure, so the row stays one. Ask for a row each, with each one’s number',
  },
  'name.parted': {
    zh: '一格里有{count}人，分为{count}行，各有序号',
    en: '{count} people in one cell: {count} rows, each with its number in the order',
  },
  'name.parted-once': {
    zh: '一格里有{count}人，分为{count}行，各有序号；{names}是全体的一笔，只记在第1人的行里，其余各行作未能读出',
    en: '{count} people in one cell: {count} rows, each with its number in the order; {names}, one sum for all, stands in the first row alone and counts as unread in the others',
  },
})
export type DataMessageCode = keyof typeof dataMessages
