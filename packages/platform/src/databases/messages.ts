import { defineMessages } from '@xiezhi/engine/message'

export const databaseMessages = defineMessages({
  'database.not-found': { zh: '没有这个数据库对接。', en: 'There is no such database.' },
  'database.no-pull': { zh: '没有这次读取。', en: 'There is no such reading.' },
  'database.removed': { zh: '这个数据库对接已经移除。', en: 'This database has been taken off.' },
  'database.name-taken': {
    zh: '该来源已有名为“{name}”的数据库对接，请换一个名称。',
    en: 'The source has a database named “{name}” already: choose another name.',
  },
  'database.what': { zh: '请填写要读取的表名，或者一条查询语句，两者选一。', en: 'Give the table to read, or a query: one of the two.' },
  'database.table-name': {
    zh: '表名“{table}”不能用：写“表名”或“模式.表名”，不带引号和空格。',
    en: 'The table name “{table}” cannot be used: write table or schema.table, without quotes and blanks.',
  },
  'database.not-allowed': {
    zh: '不允许连接 {host}:{port}。请让管理员在服务器的 XIEZHI_DATABASES 中列出这个地址，然后重启。',
    en: 'Connecting to {host}:{port} is not allowed. Ask whoever runs the server to name it in XIEZHI_DATABASES and restart.',
  },
  'database.password-missing': { zh: '请填写密码。', en: 'Enter the password.' },
  'database.password-again': {
    zh: '地址、用户或加密方式变了，请重新填写密码：已保存的密码只用于原来的地址。',
    en: 'Address, user or the sealing of the line has changed: enter the password again. The kept one goes only where it went before.',
  },
  'database.sealed': {
    zh: '已保存的密码打不开，请编辑这个对接，重新填写密码。',
    en: 'The kept password cannot be opened: edit the database and enter it again.',
  },
  'database.out-of-term': {
    zh: '今天不在“{name}”约定的使用期限内，不能读取。请先核对使用期限。',
    en: 'Today is outside the agreed term of “{name}”, so it cannot be read: check the term of use.',
  },
  'database.under-way': {
    zh: '“{name}”正在读取，或上次读取的数据还在导入，完成后再开始。',
    en: '“{name}” is being read, or what it brought is still being imported: begin again when that is over.',
  },
  'database.over': { zh: '这次读取已经结束，不能取消。', en: 'This reading is over and cannot be stopped.' },
  'database.query-select': {
    zh: '查询必须以 SELECT 或 WITH 开头：这里只读取，不写入。',
    en: 'A query begins with SELECT or WITH: nothing is written here.',
  },
  'database.query-one': { zh: '只能是一条 SELECT，请去掉分号。', en: 'One SELECT alone: remove the semicolon.' },
  'database.query-signs': {
    zh: '查询中不能有注释、反斜杠、$ 和 #；需要时在对方数据库里建一个视图来读取。',
    en: 'A query has no comments, backslashes, $ or #. Where they are needed, have a view made in the database and read that.',
  },
  'database.query-unbalanced': { zh: '查询中的括号或引号不成对。', en: 'Parentheses or quotes of the query do not match.' },
  'database.query-writes': {
    zh: '查询中不能有 INTO、FOR UPDATE 等写入或加锁的写法。',
    en: 'A query has no INTO, FOR UPDATE or other ways of writing or locking.',
  },
  'database.query-long': {
    zh: '查询太长，请在对方数据库里建一个视图来读取。',
    en: 'The query is too long: have a view made in the database and read that.',
  },
  'database.whole-of': { zh: '{name}（全量）', en: '{name} (whole)' },
  'database.left-by-itself': {
    zh: '全量读取中已不出现，未超过自动撤出的比例',
    en: 'No longer in the whole reading, and fewer than may leave by themselves',
  },
  'database.nothing-leaves': {
    zh: '这次读取没有待撤出的数据，或已经撤出，或它的批次已撤回。',
    en: 'Nothing waits to leave after this reading: it has left, or its batch has been withdrawn.',
  },
  'database.newer-whole': {
    zh: '此后又全量读取过，请看最近一次的结果。',
    en: 'It has been read as a whole since: look at the newest reading.',
  },
  'database.binary': {
    zh: '列 {columns} 是二进制内容，不能收取。请改用查询，只选需要的列。',
    en: 'The columns {columns} hold bytes, which cannot be taken. Use a query that selects only the columns that are needed.',
  },
  'database.no-mark-column': { zh: '没有名为“{column}”的列，不能按它增量读取。', en: 'There is no column “{column}” to read on from.' },
  'database.no-mark': {
    zh: '列“{column}”的类型不能用来增量读取：请选整数、小数、日期、时间或文本列。',
    en: 'The column “{column}” cannot tell what is new: choose one of numbers, days, moments or text.',
  },
  'database.too-large': {
    zh: '读取的内容超过 {limit}，没有收取。请在查询中缩小范围，分几次读取。',
    en: 'What was read is larger than {limit}, and nothing was taken: narrow the query and read it in several goes.',
  },
  'database.stage.connect': { zh: '连接数据库', en: 'Connecting' },
  'database.stage.read': { zh: '读取', en: 'Reading' },
  'database.refused-connection': {
    zh: '对方拒绝了连接：请核对地址和端口，以及对方数据库是否在运行、是否允许本机连接。',
    en: 'The connection was refused: check address and port, and whether the database runs and lets this machine in.',
  },
  'database.no-host': {
    zh: '找不到这个主机，或网络不通：请核对主机名和网络。',
    en: 'The host was not found or cannot be reached: check its name and the network.',
  },
  'database.silent': {
    zh: '对方没有在规定时间内应答：请检查网络，或让查询更快（例如给增量列建索引）。',
    en: 'The database did not answer in time: check the network, or make the query quicker (an index on the column, say).',
  },
  'database.lost': {
    zh: '读取中连接断开，没有收取任何行；下次从同一处重新开始。',
    en: 'The connection broke in the middle; no row was taken, and the next reading begins where this one did.',
  },
  'database.login': {
    zh: '用户名或密码不对，或该用户不允许从本机登录。',
    en: 'User or password is wrong, or the user may not sign in from this machine.',
  },
  'database.no-database': { zh: '没有这个数据库，请核对数据库名。', en: 'There is no such database: check its name.' },
  'database.rights': { zh: '该用户没有读取权限：{reason}', en: 'The user may not read this: {reason}' },
  'database.no-table': { zh: '没有这个表或视图：{reason}', en: 'There is no such table or view: {reason}' },
  'database.no-column': { zh: '没有这个列：{reason}', en: 'There is no such column: {reason}' },
  'database.slow': {
    zh: '查询用时过长，被中止。请缩小范围，或给增量列建索引。',
    en: 'The query took too long and was stopped: narrow it, or have the column indexed.',
  },
  'database.read-only': { zh: '这条查询要写入，已被拒绝：{reason}', en: 'The query wanted to write and was refused: {reason}' },
  'database.tls': {
    zh: '加密连接没有建立：{reason}。请核对加密方式和证书。',
    en: 'The sealed line could not be made: {reason}. Check the way of sealing and the certificate.',
  },
  'database.said': { zh: '数据库报告：{reason}', en: 'The database says: {reason}' },
  'database.failed': { zh: '没有连上数据库（{reason}）。', en: 'The database could not be reached ({reason}).' },
})
