import { defineMessages } from '../message.ts'

/** What is said of statute texts. */
export const lawMessages = defineMessages({
  'law.registry': { zh: '法律文件登记', en: 'registry of instruments' },
  'law.column-law_name': { zh: '名称或别名', en: 'name or alias' },
  'law.column-canonical_name': { zh: '正式名称', en: 'official name' },
  'law.column-effective_from': { zh: '施行日', en: 'in force from' },
  'law.column-effective_to': { zh: '失效日', en: 'in force until' },
  'law.column-articles': { zh: '最高条号', en: 'highest article' },
  'statute.no-name': { zh: '没有标题，不知道是哪一部法', en: 'no title: which law it is, is not told' },
  'statute.no-articles': { zh: '没有条，也没有连续的“一、二、”段，无从按条引用', en: 'no articles, and no running sections, to cite' },
  'law.effective-day-unknown': { zh: '施行日不明', en: 'effective day not known' },
  'law.incomplete': { zh: '节录、条号有缺，或者不按条编号', en: 'an excerpt, numbers missing, or not numbered by articles' },
  'law.never-in-force': { zh: '施行前已被后一版本取代', en: 'replaced before it was in force' },
  'law.other-version-in-doubt': { zh: '同一部法另有版本的施行日或条号不明', en: 'days or numbers of another version of it are not known' },
  'law.no-folder': { zh: '没有这个文件夹：{folder}', en: 'no such folder: {folder}' },
  'law.no-texts': { zh: '文件夹中没有法规文本（.md）：{folder}', en: 'no statute texts (.md) in {folder}' },
  'law.too-many': { zh: '文件过多，只读前 {most} 个', en: 'too many files: the first {most} are read' },
  'law.too-big': { zh: '文件过大（上限 {most} MB）', en: 'file too big (at most {most} MB)' },
  'law.not-text': { zh: '不是 UTF-8 或 GB18030 文本', en: 'not a text in UTF-8 or GB18030' },
  'law.twice': { zh: '与 {file} 是同一部法的同一版本而文字不同', en: 'the same version of the same law as {file}, in other words' },
  'law.bad-day': { zh: '索引中的日期“{text}”不是有效日期', en: 'the index has “{text}”, which is not a day' },
  'law.loaded': {
    zh: '法规文本 {folder}：{instruments} 部、{versions} 个版本、{articles} 条；用于核对引用的 {usedVersions} 个版本、{usedArticles} 条',
    en: 'statutes in {folder}: {instruments} instruments, {versions} versions, {articles} articles; citations are checked by {usedVersions} versions, {usedArticles} articles',
  },
  'law.aside': { zh: '  不用于核对的版本 {count} 个：{reason}', en: '  {count} versions not checked by: {reason}' },
  'law.without-articles': { zh: '  没有条的文本 {count} 件，略过', en: '  {count} texts without articles passed over' },
  'law.refused': { zh: '  未读取 {file}：{reason}', en: '  not read, {file}: {reason}' },
})
