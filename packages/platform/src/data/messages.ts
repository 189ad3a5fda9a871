import { defineMessages } from '@xiezhi/engine/message'

export const importMessages = defineMessages({
  'import.no-file': { zh: '请求里没有文件（字段名 file）。', en: 'There is no file in the request (field `file`).' },
  'import.empty': { zh: '文件 {file} 是空的。', en: 'The file {file} is empty.' },
  'import.too-large': {
    zh: '文件超过 {limit} 的大小限制，请拆分后分次上传。',
    en: 'The file is larger than {limit}; split it and upload the parts.',
  },
  'import.same': {
    zh: '与 {at} 入库的“{file}”内容完全相同，未再次入库。确需再次入库时请选择“再次入库”。',
    en: 'The very same bytes were brought in {at} as “{file}”; not taken again. Choose “bring in again” if you mean to.',
  },
  'import.unknown-dataset': { zh: '没有这个数据标准：{dataset}', en: 'There is no such standard: {dataset}' },
  'import.no-standard': {
    zh: '没有认出这份文件属于哪个数据标准，未入库。请核对表头，或在上传时指定数据集。',
    en: 'The file fits no known standard and was not taken. Check its header, or name the dataset when uploading.',
  },
  'import.all-refused': {
    zh: '没有一行符合数据标准，全部在隔离区，请按原因修正后重新上传。',
    en: 'No row fits the standard; all are in quarantine with their reasons.',
  },
  'import.raw-damaged': { zh: '保存的原始文件已损坏或缺失，请重新上传。', en: 'The kept original is damaged or missing; upload it again.' },
  'import.not-found': { zh: '没有这次导入。', en: 'There is no such import.' },
  'import.over': { zh: '这次导入已经结束，不能取消。', en: 'This import has ended and can no longer be cancelled.' },
  'import.corrected': { zh: '列的对应已更正，由更正后的导入取代', en: 'The columns were said anew; the corrected import takes its place' },
  'import.correct-under-way': {
    zh: '这次导入还没有结束，结束后再更正列的对应。',
    en: 'This import has not ended yet; correct its columns afterwards.',
  },
  'import.no-such-table': {
    zh: '文件里没有这张表，或者认不出它的表头。',
    en: 'The file has no such table, or no heading was found in it.',
  },
  'import.unknown-field': { zh: '数据标准“{dataset}”没有字段 {field}。', en: 'The standard “{dataset}” has no field {field}.' },
  'import.field-twice': {
    zh: '字段“{field}”对应了两列：{first} 和 {second}，请只留一列。',
    en: 'The field “{field}” was given to two columns, {first} and {second}: keep one.',
  },
  'import.not-remembered': { zh: '没有记住这一列。', en: 'This column is not remembered.' },
  'import.stage.restore': { zh: '取出原始文件', en: 'Taking out the original' },
  'import.stage.read': { zh: '读取与检查', en: 'Reading and checking' },
  'import.stage.publish': { zh: '发布', en: 'Publishing' },
  'data.no-dataset': { zh: '没有这个数据集：{dataset}', en: 'There is no such dataset: {dataset}' },
  'data.no-column': { zh: '数据集 {dataset} 没有字段 {field}', en: 'The dataset {dataset} has no field {field}' },
  'data.withdrawn-already': {
    zh: '这个批次已经撤回，或者已被后来的批次取代。',
    en: 'This batch has been withdrawn already, or a later one took its place.',
  },
  'data.not-withdrawn': { zh: '这个批次没有撤回，不需要恢复。', en: 'This batch is not withdrawn.' },
  'data.withdraw-law': {
    zh: '法规文本的批次不能撤回：请载入改正后的文本，由它取代。',
    en: 'A batch of statutes is not withdrawn: load the corrected text, which takes its place.',
  },
  'data.span-reversed': {
    zh: '对比的起始日 {from} 晚于截止日 {to}，请核对。',
    en: 'The comparison begins on {from}, after it ends on {to}.',
  },
  'data.changes': { zh: '{dataset}变动', en: 'Changes of {dataset}' },
  'data.now': { zh: '现在', en: 'now' },
  'data.column.change': { zh: '变动', en: 'Change' },
  'data.change.added': { zh: '新增', en: 'Added' },
  'data.change.gone': { zh: '消失', en: 'Gone' },
  'data.change.before': { zh: '变更前', en: 'Before' },
  'data.change.after': { zh: '变更后', en: 'After' },
  'data.no-batch': { zh: '没有这个批次：{batch}', en: 'There is no such batch: {batch}' },
  'data.quarantine': { zh: '隔离数据', en: 'Quarantine' },
  'data.column.part': { zh: '工作表', en: 'Sheet' },
  'data.column.row-no': { zh: '行号', en: 'Row' },
  'data.column.reasons': { zh: '原因', en: 'Reasons' },
  'data.column.original': { zh: '原文', en: 'Original text' },
  'data.column.file': { zh: '来源文件', en: 'File' },
  'data.column.sheet': { zh: '来源工作表', en: 'Sheet' },
})
