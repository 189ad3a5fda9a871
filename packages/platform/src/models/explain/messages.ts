import { defineMessages } from '@xiezhi/engine/message'

/** Why a rule found nothing, or far less than before: for a person who knows the files, not the statement. */
export const explainMessages = defineMessages({
  'explain.missing': { zh: '没有导入“{label}”。', en: '“{label}” was never imported.' },
  'explain.empty': {
    zh: '“{label}”里没有数据行，请核对是否已导入、导入的是不是这张表。',
    en: '“{label}” has no rows: was it imported, and was it that table?',
  },
  'explain.condition': {
    zh: '到“{step}”这一步没有行了：“{left}”有 {rows} 行，没有一行符合 {detail}。',
    en: 'At “{step}” no rows were left: of {rows} rows of “{left}” none fulfils {detail}.',
  },
  'explain.step': {
    zh: '到“{step}”这一步没有行了，之前“{left}”有 {rows} 行。',
    en: 'At “{step}” no rows were left; “{left}” before it had {rows}.',
  },
  'explain.no-partner': {
    zh: '“{step}”要用“{left}”的 {rows} 行与“{right}”对碰，而“{right}”没有行。',
    en: '“{step}” collides the {rows} rows of “{left}” with “{right}”, which has none.',
  },
  'explain.all-met': {
    zh: '“{step}”只留下对不上的行，而“{left}”的 {rows} 行全部对上了，因此一行不剩。',
    en: '“{step}” keeps rows without a partner, and all {rows} rows of “{left}” have one.',
  },
  'explain.where': {
    zh: '到“{table}”还有 {rows} 行，没有一行符合本规则的条件：{where}。',
    en: '“{table}” still has {rows} rows; none fulfils the condition of the rule: {where}.',
  },
  'explain.reached': { zh: '到“{table}”还有 {rows} 行。', en: '“{table}” still has {rows} rows.' },
  'explain.excluded': { zh: '其中 {count} 行符合条件但被排除：{list}。', en: '{count} rows fulfil it and are excluded: {list}.' },
  'explain.not-tested': {
    zh: '{count} 行因日期缺失、读不出或超出日历而无法判断，没有计入结果。',
    en: '{count} rows could not be tested: a date is missing, unreadable or beyond the calendar.',
  },
  'explain.keys-none': {
    zh: '“{step}”按“{keys}”没有一条对上：“{left}”{leftRows} 行中 {leftKeyed} 行有值，“{right}”{rightRows} 行中 {rightKeyed} 行有值。',
    en: '“{step}”: no keys meet by “{keys}”. “{left}”: {leftKeyed} of {leftRows} rows have one; “{right}”: {rightKeyed} of {rightRows}.',
  },
  'explain.keys': {
    zh: '“{step}”按“{keys}”对上 {met} 行：“{left}”{leftRows} 行中 {leftKeyed} 行有值，“{right}”{rightRows} 行中 {rightKeyed} 行有值。',
    en: '“{step}”: {met} rows meet by “{keys}”. “{left}”: {leftKeyed} of {leftRows} rows have one; “{right}”: {rightKeyed} of {rightRows}.',
  },
  'explain.few-keys': {
    zh: '“{table}”大多没有“{keys}”，请核对来源表是否带这一列、列名是否识别正确。',
    en: 'Most rows of “{table}” have no “{keys}”: does the file have the column, and was it recognised?',
  },
  'explain.differ': {
    zh: '两边都有值而对不上，请核对写法是否一致、是不是同一批案件。例如“{left}”：{lefts}；“{right}”：{rights}（部分字符已遮盖）。',
    en: 'Both sides have values that do not agree: are they written alike, and of the same cases? For example “{left}”: {lefts}; “{right}”: {rights} (partly masked).',
  },
  'explain.fewer': { zh: '上次发布 {before} 条，这次 {now} 条。', en: 'The last published run found {before}, this one {now}.' },
  'explain.fewer-input': {
    zh: '“{label}”由 {before} 行变为 {now} 行，请核对是否少导入了文件，或撤回了批次。',
    en: '“{label}” went from {before} rows to {now}: were files left out, or batches withdrawn?',
  },
  'explain.fewer-step': {
    zh: '从“{label}”这一步起变少：上次 {before} 行，这次 {now} 行。{detail}',
    en: 'From “{label}” on there are fewer: {before} rows then, {now} now. {detail}',
  },
  'explain.parameter': { zh: '{label} 上次 {before}，这次 {today}', en: '{label}: {before} then, {today} now' },
  'explain.parameters': {
    zh: '这次的参数与上次不同，少了的线索可能只是因此不再报出，不等于情况已经没有：{list}。',
    en: 'The parameters are not those of the last run; clues may be gone for that alone: {list}.',
  },
  'explain.version': {
    zh: '上次用的是模型的版本 {before}，这次是 {now}，少了的线索可能只是因此不再报出。',
    en: 'The last run was of version {before}, this one of {now}; clues may be gone for that alone.',
  },
  'explain.fewer-rule': {
    zh: '各步骤的行数没有明显减少，减少发生在规则自身的条件、排除，或者截至日的变化上。',
    en: 'No step has markedly fewer rows: it is the condition of the rule, its exclusions, or the as-of day.',
  },
})
