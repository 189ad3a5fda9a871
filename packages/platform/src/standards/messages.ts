import { defineMessages } from '@xiezhi/engine/message'

export const standardMessages = defineMessages({
  'standards.not-found': { zh: '本院没有这个数据标准。', en: 'The office has no such data standard.' },
  'standards.none': { zh: '没有收到文件。', en: 'No file came.' },
  'standards.no-draft': { zh: '没有收到标准草稿。', en: 'No draft came with the file.' },
  'standards.too-large': {
    zh: '文件超过 {limit}，请用较小的一份来拟定。',
    en: 'The file is larger than {limit}: propose from a smaller one.',
  },
  'standards.no-table': { zh: '文件里没有找到带表头的表格。', en: 'No table with a heading was found in the file.' },
  'standards.unreadable': { zh: '文件读不出来：{reason}', en: 'The file can’t be read: {reason}' },
  'standards.taken-id': {
    zh: '“{id}”是系统自带的数据标准，请换一个标识。',
    en: '“{id}” is a standard of the product: choose another identifier.',
  },
  'standards.wrong': { zh: '标准还不能启用：{problem}', en: 'The standard can’t be put in use yet: {problem}' },
  'standards.moved': {
    zh: '在此期间 {by} 已启用第 {version} 版，请核对后再改。',
    en: '{by} has put version {version} in use meanwhile: look at it first.',
  },
  'standards.exists': {
    zh: '本院已有标识为“{id}”的数据标准，请打开它来修改，或换一个标识。',
    en: 'The office has a standard “{id}” already: change that one, or choose another identifier.',
  },
  'standards.same': { zh: '与现在使用的版本完全相同。', en: 'It is the same as the version in use.' },
  'standards.key-changed': {
    zh: '已有 {count} 个批次按“{before}”区分各行，改为“{after}”会使新旧数据对不上。请撤回这些批次后再改。',
    en: '{count} batches tell rows apart by “{before}”; with “{after}” old and new rows would not meet. Withdraw them first.',
  },
  'standards.type-changed': {
    zh: '“{field}”原为 {before}，已有 {count} 个批次，不能改为 {after}。请另设字段，或撤回这些批次后再改。',
    en: '“{field}” was {before} in {count} batches and can’t become {after}: make another field, or withdraw them first.',
  },
  'standards.in-use': {
    zh: '还有 {count} 个批次使用这个标准，请先撤回。',
    en: '{count} batches are of this standard: withdraw them first.',
  },
  'standards.read-by': { zh: '模型“{model}”使用这个数据集，不能撤下。', en: 'The model “{model}” reads this dataset.' },
  'standards.sample-refused': { zh: '按标准自造的样例不能完整导入：{reason}', en: 'Its invented sample does not come in whole: {reason}' },
  'standards.twice': { zh: '栏目名“{name}”在两个字段中出现', en: 'The heading “{name}” stands for two fields' },
  'standards.few-marks': { zh: '至少要有两个识别标志字段', en: 'At least two fields must mark it' },
  'standards.lost': {
    zh: '本院数据标准“{id}”读不出来，未启用：{why}',
    en: 'The office’s standard “{id}” can’t be read and is not in use: {why}',
  },
  'standards.title': { zh: '数据标准', en: 'Data standard' },
  'standards.column.id': { zh: '标识', en: 'Identifier' },
  'standards.column.title': { zh: '名称', en: 'Name' },
  'standards.column.version': { zh: '版本', en: 'Version' },
  'standards.column.state': { zh: '状态', en: 'State' },
  'standards.column.fields': { zh: '字段', en: 'Fields' },
  'standards.column.batches': { zh: '批次', en: 'Batches' },
  'standards.column.by': { zh: '操作人', en: 'By' },
  'standards.column.at': { zh: '时间', en: 'At' },
  'standards.column.reason': { zh: '理由', en: 'Reason' },
  'standards.removed': { zh: '已撤下', en: 'taken away' },
  'standards.in-force': { zh: '使用中', en: 'in use' },
  'standards.readme': {
    zh: '# {title}\n\n把文件夹 {id} 放进 catalogue/standards，即为系统自带的数据标准。sample.csv 为虚构数据。\n',
    en: '# {title}\n\nPut the folder {id} into catalogue/standards. sample.csv is invented.\n',
  },
})
