import { defineMessages } from '@xiezhi/engine/message'

/** What `xiezhi law` says. */
export const lawCommandMessages = defineMessages({
  'law.command': { zh: '法规文本：载入、列出、查某日有效的条文', en: 'statute texts: load, list, what was in force on a day' },
  'law.load-command': {
    zh: '把文件夹中的法规文本（.md、.docx、.zip）载入数据文件夹（先结束服务器；服务器运行时请在页面上载入）',
    en: 'load the statute texts of a folder (.md, .docx, .zip) into the data folder (end the server first, or load them on its pages)',
  },
  'law.load-folder': { zh: '法规文本所在的文件夹', en: 'the folder of statute texts' },
  'law.option-data': { zh: '数据文件夹（缺省为 XIEZHI_DATA 或 ./data）', en: 'the data folder (default: XIEZHI_DATA or ./data)' },
  'law.list-command': { zh: '列出已载入的法规和版本', en: 'list the loaded instruments and versions' },
  'law.in-force-command': { zh: '某部法的某一条在某日的条文', en: 'the text of an article as it stood on a day' },
  'law.argument-law': { zh: '法规名称或简称', en: 'name of the instrument' },
  'law.argument-article': { zh: '条号，例如 46、第四十六条、17-1', en: 'article: 46, 17-1 (之一)' },
  'law.option-on': { zh: '日期 YYYY-MM-DD（缺省为今天）', en: 'the day (default: today)' },
  'law.by-command': { zh: '命令行', en: 'command line' },
  'law.no-data': {
    zh: '{dir} 中还没有獬豸的数据。请先启动一次服务器，或用 --data 指出数据文件夹。',
    en: 'There are no data of Xiezhi in {dir}. Start the server once, or name the data folder with --data.',
  },
  'law.load-done': {
    zh: '已载入 {instruments} 部、{versions} 个版本（新增 {newVersions} 个）、{articles} 条；可用于核对引用的版本 {usedVersions} 个；待复核 {reviews} 项',
    en: 'loaded {instruments} instruments, {versions} versions ({newVersions} new), {articles} articles; {usedVersions} versions serve to check citations; {reviews} to be reviewed',
  },
  'law.option-yes': {
    zh: '所列模型、期限和线索受影响也载入，不再询问',
    en: 'load though it touches the models, limits and clues listed, without asking',
  },
  'law.load-touches': {
    zh: '载入会改变模型、期限所依据的条文：',
    en: 'The load changes articles that models or limits rest on:',
  },
  'law.load-counts': {
    zh: '涉及模型 {models} 个、期限 {limits} 个、待研判线索 {clues} 条：',
    en: 'It touches {models} models, {limits} limits and {clues} clues still to be judged:',
  },
  'law.touched-model': { zh: '  模型 {title}：规则 {rules}（{through}）{clues}', en: '  model {title}: rules {rules} ({through}){clues}' },
  'law.touched-model-clues': { zh: '，待研判线索 {count} 条', en: ', {count} clues still to be judged' },
  'law.touched-limit': { zh: '  期限 {title}（{id}）', en: '  limit {title} ({id})' },
  'law.touched-clue': { zh: '  线索 {no} {title}', en: '  clue {no} {title}' },
  'law.touched-more-clues': { zh: '  另有线索 {count} 条', en: '  and {count} clues more' },
  'law.load-ask': { zh: '仍然载入？输入 y 确认：', en: 'Load them? Type y to confirm: ' },
  'law.load-unconfirmed': {
    zh: '没有载入，什么也没有改变。看过以上各项后，加 --yes 再载入。',
    en: 'Nothing was loaded and nothing changed. When you have looked at the list, load again with --yes.',
  },
  'law.load-cancelled': { zh: '已停止，没有留下任何文本。', en: 'Stopped; nothing was kept.' },
  'law.day-form': { zh: '日期“{text}”不是有效日期，应写作 2023-11-02', en: '“{text}” is not a day; write 2023-11-02' },
  'law.bad-article': { zh: '“{text}”不是条号，应写作 46、第四十六条或 17-1', en: '“{text}” is no article; write 46 or 17-1' },
  'law.listed': {
    zh: '{law}\t{version}\t施行 {from}\t{to}\t{articles} 条{aside}',
    en: '{law}\t{version}\tfrom {from}\t{to}\t{articles} articles{aside}',
  },
  'law.until': { zh: '{day} 起失效', en: 'until {day}' },
  'law.listed-aside': { zh: '\t（不用于核对：{reason}）', en: '\t(not checked by: {reason})' },
  'law.unknown-day': { zh: '不明', en: 'not known' },
  'law.undated': { zh: '版本日期不明', en: 'undated' },
  'law.nothing-loaded': {
    zh: '还没有载入法规文本。用 xiezhi law load 文件夹 载入。',
    en: 'No statute text is loaded. Load them with xiezhi law load FOLDER.',
  },
  'law.found-text': { zh: '《{law}》（{version}，{from} 起施行）{article}', en: '{law} ({version}, in force from {from}) {article}' },
  'law.article-name': { zh: '第{article}条', en: 'article {article}' },
  'law.article-sub-name': { zh: '第{article}条之{sub}', en: 'article {article}-{sub}' },
  'law.not-certain': { zh: '（版本的施行或失效日期有不明之处，请核对）', en: '(days of its versions are not all known: check)' },
  'law.no-article-then': { zh: '{day}有效的《{law}》没有{article}。', en: '{law} as of {day} has no {article}.' },
  'law.not-then': { zh: '已载入的《{law}》文本中没有 {day} 有效的版本。', en: 'No loaded version of {law} was in force on {day}.' },
  'law.not-loaded': { zh: '没有载入“{law}”的文本。', en: 'No text of “{law}” is loaded.' },
})
