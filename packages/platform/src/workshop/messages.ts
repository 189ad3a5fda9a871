import { defineMessages } from '@xiezhi/engine/message'

export const workshopMessages = defineMessages({
  'workshop.not-found': { zh: '没有这份草稿，或者没有与您共享。', en: 'There is no such draft, or it is not shared with you.' },
  'workshop.no-edition': { zh: '没有这一稿；只保留最近的二百稿。', en: 'There is no such edition; the latest two hundred are kept.' },
  'workshop.changed': {
    zh: '{by}在您修改期间保存了第 {edition} 稿。您的修改没有保存；请先打开最新一稿，再把修改加上去。',
    en: '{by} saved edition {edition} meanwhile. Yours was not saved: open the latest one, then make your changes again.',
  },
  'workshop.not-owner': { zh: '只有草稿的主人{owner}可以这样做。', en: 'Only the owner of the draft, {owner}, may do this.' },
  'workshop.answer': { zh: '“{label}”没有选好，请选择列表中的一项。', en: '“{label}”: choose one of the list.' },
  'workshop.no-question': { zh: '没有这个问题。', en: 'There is no such question.' },
  'workshop.no-model': { zh: '没有模型“{id}”。', en: 'There is no model “{id}”.' },
  'workshop.no-colleague': {
    zh: '不能与这个账号共享：不在本院，已停用，或者不编写模型。',
    en: 'A draft cannot be shared with this account.',
  },
  'workshop.model-id': {
    zh: 'model.yml 里没有可用的模型标识（id）：请用小写字母、数字和连字符。',
    en: 'model.yml has no id that can be used: lower-case letters, digits, hyphens.',
  },
  'workshop.no-step': {
    zh: '“{step}”这一步现在还看不了：它本身或者它前面的步骤有错误，请先改正。',
    en: '“{step}” cannot be shown yet: it, or a step before it, has a mistake.',
  },
  'workshop.wrong': {
    zh: '模型有错误，不能{what}：第 {line} 行第 {column} 列，{message}',
    en: 'The model has mistakes and cannot {what}: line {line}, column {column}, {message}',
  },
  'workshop.what.try': { zh: '试运行', en: 'be tried' },
  'workshop.what.cases': { zh: '运行用例', en: 'be tested' },
  'workshop.what.publish': { zh: '发布', en: 'be published' },
  'workshop.what.case': { zh: '生成用例', en: 'give a case' },
  'workshop.too-long': {
    zh: '超过 {seconds} 秒还没有结果，已停止。请先把数据筛小（例如在前面加一步筛选），再看这一步。',
    en: 'Stopped after {seconds} seconds. Narrow the data first, with a filter before this step.',
  },
  'workshop.failed': {
    zh: '在这些数据上算不出来，多半是某一列的值与预想不同。请从前面的步骤逐步查看。',
    en: 'This could not be worked out on these data: look at the steps before it one by one.',
  },
  'workshop.no-row': { zh: '没有这一行数据，可能已被后来的批次替换。', en: 'There is no such row; a later batch may have replaced it.' },
  'workshop.no-primary': {
    zh: '这一步的行不再是某一张表的行（例如已分组），不能由它生成用例。请在更前面的步骤里选。',
    en: 'The rows of this step are no rows of one dataset: choose one of an earlier step.',
  },
  'workshop.unclear': {
    zh: '生成的用例在本地运行时没有得到这条线索（{found} 条），期望写成了应当提示；请核对规则或者用例。',
    en: 'Run by itself the case gives {found} clues; it is written as one that must fire. Look at the rule or the case.',
  },
  'workshop.would-fire': {
    zh: '生成的用例现在会产生 {found} 条线索，而期望写成了不应提示：改正模型以前它不会通过。',
    en: 'The case gives {found} clues now and is written as one that must not: it fails until the model is mended.',
  },
  'workshop.linked-cut': {
    zh: '“{table}”中与这一行有关的有 {count} 行，只取了前 {kept} 行。',
    en: '{count} rows of “{table}” belong to it; {kept} were taken.',
  },
  'workshop.case-taken': { zh: '已经有名为“{name}”的用例。', en: 'There is a case “{name}” already.' },
  'workshop.own-id': {
    zh: '“{id}”是产品自带的模型，不能覆盖。请在 model.yml 里换一个标识（id）。',
    en: '“{id}” is a model of the product: give another id in model.yml.',
  },
  'workshop.version-taken': {
    zh: '“{id}”的 {version} 版已经发布过，发布过的内容不再变。请在 model.yml 里把版本号（version）改大。',
    en: '{version} of “{id}” has been published already: raise the version in model.yml.',
  },
  'workshop.version-older': {
    zh: '版本号 {version} 不比已发布的 {latest} 大。请改大。',
    en: 'Version {version} is not above {latest}, which has been published.',
  },
  'workshop.title-taken': {
    zh: '已经有名为“{title}”的模型（{id}）。请换一个名称，免得分不清。',
    en: 'There is a model named “{title}” already ({id}): choose another title.',
  },
  'workshop.other-office': {
    zh: '这台服务器的模型架和数据标准属于另一个院，不能由本院发布、安装或者启用。',
    en: 'The models and standards of this server are another office’s; yours cannot publish, install or put in use here.',
  },
  'workshop.alike': {
    zh: '与货架上的“{title}”（{id}）相似度 {percent}%：读取的数据、步骤和规则大多相同。如果确实是另一个模型，请确认后再发布；如果只是数值不同，请在那个模型上调整参数。',
    en: '{percent}% alike with “{title}” ({id}) on the shelf. Confirm if it is another model all the same; if only figures differ, adjust its parameters.',
  },
  'workshop.no-cases': {
    zh: '还没有用例。每个模型至少要有一个应当提示的用例和一个不应提示的用例，才能发布。',
    en: 'There are no cases: at least one that fires and one that does not are needed.',
  },
  'workshop.case-failed': { zh: '用例“{title}”没有通过：{problem}', en: 'Case “{title}” fails: {problem}' },
  'workshop.one-sided': {
    zh: '用例只有一边：还缺{what}的用例。',
    en: 'Cases of one kind only: one {what} is missing.',
  },
  'workshop.fires': { zh: '应当提示', en: 'that fires' },
  'workshop.silent': { zh: '不应提示', en: 'that stays silent' },
  'workshop.why.from': { zh: '“{left}”有 {rows} 行，留下 {kept} 行。', en: '{rows} rows of “{left}”, {kept} kept.' },
  'workshop.why.more': {
    zh: '“{left}”有 {rows} 行，变成 {kept} 行：一行对上了几行。',
    en: '{rows} rows of “{left}” became {kept}: some have several partners.',
  },
  'workshop.why.fallen': {
    zh: '去掉的 {count} 行里，{unknown} 行是因为有空值、条件无法判断。',
    en: 'Of {count} rows dropped, {unknown} have an unknown condition.',
  },
  'workshop.why.untested': { zh: '有 {count} 行无法判断。', en: '{count} rows could not be tested.' },
  'workshop.why.meeting': {
    zh: '“{left}”{leftRows} 行（其中 {leftEmpty} 行对照的列为空）与“{right}”{rightRows} 行（{rightEmpty} 行为空）对照，对上 {met} 行。',
    en: '{leftRows} rows of “{left}” ({leftEmpty} without a key) against {rightRows} of “{right}” ({rightEmpty} without): {met} meet.',
  },
  'workshop.why.missing': { zh: '没有导入“{table}”，这里当作空表。', en: '“{table}” was never imported and counts as empty.' },
  'workshop.gone': { zh: '已停止。', en: 'Stopped.' },
  'workshop.untested.fires': { zh: '规则 {rule} 还没有应当提示的用例', en: 'Rule {rule}: no case in which it speaks' },
  'workshop.untested.silent': { zh: '规则 {rule} 还没有不应提示的用例', en: 'Rule {rule}: no case in which it keeps silent' },
  'workshop.untested.covers': { zh: '规则 {rule} 的排除情形 {exclusion} 还没有用例', en: 'Rule {rule}: no case of exclusion {exclusion}' },
  'workshop.title': { zh: '模型草稿', en: 'Model drafts' },
  'workshop.column.title': { zh: '名称', en: 'Title' },
  'workshop.column.model': { zh: '模型标识', en: 'Model id' },
  'workshop.column.version': { zh: '版本', en: 'Version' },
  'workshop.column.owner': { zh: '主人', en: 'Owner' },
  'workshop.column.shared': { zh: '共享给', en: 'Shared with' },
  'workshop.column.from': { zh: '复制自', en: 'Copied from' },
  'workshop.column.published': { zh: '已发布', en: 'Published' },
  'workshop.column.edition': { zh: '稿次', en: 'Edition' },
  'workshop.column.changed': { zh: '最近修改', en: 'Changed' },
  'workshop.column.by': { zh: '修改人', en: 'Changed by' },
  'workshop.lost': {
    zh: '本院模型“{id}”读不出来（{why}），没有上架；请打开它的草稿，改正后再发布。',
    en: 'The office’s model “{id}” cannot be read ({why}).',
  },
})
