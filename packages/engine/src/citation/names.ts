/**
 * Names of instruments: what a short name stands for, and whether what stands in book marks is law at all.
 * The caller gives the names that the registry knows; a list of national laws is built in, so that the reader works alone.
 */

/** Short name or alias → full official name. Built by the caller from the registry of instruments. */
export type NationalLaws = ReadonlyMap<string, string>

export const COUNTRY = '中华人民共和国'

/**
 * The names a registry knows, for the reader: only laws of the country, whose short names lack its name. Other instruments
 * stay as they are written, so that what the document says is never changed into what it does not say.
 */
export function nationalLaws(instruments: readonly { readonly name: string; readonly aliases: readonly string[] }[]): NationalLaws {
  const names = new Map<string, string>()
  for (const { name, aliases } of instruments) {
    if (!name.startsWith(COUNTRY)) continue
    names.set(name.slice(COUNTRY.length), name)
    for (const alias of aliases) if (alias !== name) names.set(alias, name)
  }
  return names
}

/** National laws, present and repealed: their official names begin with the name of the country. */
const LAWS = `
宪法 刑法 民法典 民法通则 民法总则 物权法 合同法 侵权责任法 担保法 婚姻法 继承法 收养法 经济合同法 涉外经济合同法 技术合同法 生态环境法典
刑事诉讼法 民事诉讼法 行政诉讼法 海事诉讼特别程序法 仲裁法 人民调解法 农村土地承包经营纠纷调解仲裁法 劳动争议调解仲裁法 引渡法 国际刑事司法协助法
行政处罚法 行政强制法 行政许可法 行政复议法 国家赔偿法 治安管理处罚法 立法法 监察法 监察官法 公务员法 公职人员政务处分法 法官法 检察官法 人民陪审员法 律师法 公证法 法律援助法 社区矫正法 监狱法 禁毒法
人民法院组织法 人民检察院组织法 国务院组织法 城市居民委员会组织法 村民委员会组织法 地方各级人民代表大会和地方各级人民政府组织法 全国人民代表大会和地方各级人民代表大会代表法 全国人民代表大会和地方各级人民代表大会选举法 全国人民代表大会组织法 各级人民代表大会常务委员会监督法 集会游行示威法 戒严法 国旗法 国歌法 国徽法 国籍法 居民身份证法 护照法 出境入境管理法 外国人入境出境管理法 公民出境入境管理法 反有组织犯罪法 反恐怖主义法 反间谍法 国家安全法 国家情报法 法治宣传教育法 民族区域自治法 反分裂国家法 香港特别行政区基本法 澳门特别行政区基本法 缔结条约程序法
个人独资企业法 企业破产法 保险法 公司法 农村土地承包法 农民专业合作社法 合伙企业法 商业银行法 商标法 专利法 著作权法 外商投资法 外资企业法 中外合资经营企业法 中外合作经营企业法 拍卖法 招标投标法 消费者权益保护法 电子商务法 电子签名法 证券法 证券投资基金法 票据法 信托法 海商法 期货和衍生品法 涉外民事关系法律适用法 乡镇企业法 全民所有制工业企业法
农村集体经济组织法 劳动合同法 劳动法 危险化学品安全法 反家庭暴力法 反电信网络诈骗法 妇女权益保障法 安全生产法 就业促进法 工会法 慈善法 无障碍环境建设法 未成年人保护法 残疾人保障法 特种设备安全法 矿山安全法 社会保险法 社会救助法 老年人权益保障法 职业病防治法 退役军人保障法 预防未成年人犯罪法 母婴保健法 红十字会法 公益事业捐赠法 归侨侨眷权益保护法 军人保险法
个人所得税法 产品质量法 价格法 企业国有资产法 企业所得税法 会计法 公路法 铁路法 港口法 航道法 民用航空法 邮政法 电力法 煤炭法 石油天然气管道保护法 可再生能源法 循环经济促进法 清洁生产促进法 农产品质量安全法 动物防疫法 进出境动植物检疫法 进出口商品检验法 国境卫生检疫法 对外贸易法 印花税法 反不正当竞争法 反垄断法 反洗钱法 反食品浪费法 国家公园法 城市维护建设税法 增值税法 契税法 车船税法 船舶吨税法 烟叶税法 关税法 审计法 广告法 建筑法 政府采购法 标准化法 计量法 森林法 草原法 民营经济促进法 中小企业促进法 水土保持法 水法 防洪法 防沙治沙法 防震减灾法 气象法 渔业法 种子法 农业法 农业机械化促进法 农业技术推广法 畜牧法 湿地保护法 烟草专卖法 环境保护税法 矿产资源法 税收征收管理法 统计法 耕地占用税法 节约能源法 资源税法 车辆购置税法 野生动物保护法 银行业监督管理法 中国人民银行法 长江保护法 黄河保护法 青藏高原生态保护法 预算法 旅游法 能源法 粮食安全保障法 黑土地保护法 乡村振兴促进法 资产评估法 注册会计师法 循环经济法 台湾同胞投资保护法 深海海底区域资源勘探开发法 海域使用管理法 海岛保护法
个人信息保护法 义务教育法 高等教育法 职业教育法 民办教育促进法 家庭教育促进法 学前教育法 教师法 教育法 学位法 科学技术进步法 科学技术普及法 促进科技成果转化法 人口与计划生育法 人民警察法 人民武装警察法 传染病防治法 献血法 执业医师法 医师法 中医药法 药品管理法 疫苗管理法 精神卫生法 基本医疗卫生与健康促进法 生物安全法 核安全法 保守国家秘密法 密码法 网络安全法 数据安全法 噪声污染防治法 环境噪声污染防治法 固体废物污染环境防治法 土壤污染防治法 大气污染防治法 水污染防治法 放射性污染防治法 海洋环境保护法 环境保护法 环境影响评价法 土地管理法 城乡规划法 城市规划法 城市房地产管理法 文物保护法 非物质文化遗产法 公共文化服务保障法 公共图书馆法 电影产业促进法 体育法 枪支管理法 档案法 测绘法 海上交通安全法 海关法 海警法 消防法 突发事件应对法 突发公共卫生事件应对法 食品安全法 食品卫生法 道路交通安全法 兵役法 国防法 国防动员法 军事设施保护法 国防教育法 人民防空法 现役军官法 预备役人员法 英雄烈士保护法 爱国主义教育法 国家通用语言文字法 国家勋章和国家荣誉称号法 境外非政府组织境内活动管理法 反外国制裁法 对外关系法 出口管制法
`
/** Regulations whose official names begin with the name of the country (those named after a law are known by rule). */
const REGULATIONS = `
公司登记管理条例 企业法人登记管理条例 市场主体登记管理条例 市场主体登记管理条例实施细则 土地增值税暂行条例 城市维护建设税暂行条例 城镇土地使用税暂行条例 增值税暂行条例 消费税暂行条例 营业税暂行条例 资源税暂行条例 房产税暂行条例 契税暂行条例 印花税暂行条例 耕地占用税暂行条例 车辆购置税暂行条例 车船税暂行条例 进出口关税条例 发票管理办法
工业产品生产许可证管理条例 政府信息公开条例 水下文物保护管理条例 河道管理条例 防汛条例 抗旱条例 航道管理条例 航标条例 自然保护区条例 道路运输条例 国际海运条例 内河交通安全管理条例 船舶登记条例 船员条例 陆生野生动物保护实施条例 水生野生动物保护实施条例 野生植物保护条例 濒危野生动植物进出口管理条例 植物新品种保护条例 户口登记条例 治安管理处罚条例 劳动保险条例 看守所条例 海关行政处罚实施条例 外汇管理条例 电信条例 认证认可条例 学位条例 反倾销条例 反补贴条例 监控化学品管理条例 道路交通管理条例 人民警察使用警械和武器条例 外国人入境出境管理条例 计算机信息系统安全保护条例 计算机信息网络国际联网管理暂行规定 中外合作办学条例 知识产权海关保护条例 劳动教养试行办法 人民调解委员会组织条例 尘肺病防治条例 海洋石油勘探开发环境保护管理条例 海洋倾废管理条例 防治海岸工程建设项目污染损害海洋环境管理条例 城镇集体所有制企业条例 私营企业暂行条例 民用航空器权利登记条例
`
/** Names that practice uses for a law, though they are not its short name. */
const NICKNAMES: Readonly<Record<string, string>> = {
  刑诉法: '刑事诉讼法',
  民诉法: '民事诉讼法',
  行诉法: '行政诉讼法',
  行处法: '行政处罚法',
  道交法: '道路交通安全法',
  安法: '安全生产法',
  食安法: '食品安全法',
  治安法: '治安管理处罚法',
  治安处罚法: '治安管理处罚法',
  消法: '消费者权益保护法',
  消保法: '消费者权益保护法',
  税收征管法: '税收征收管理法',
  征管法: '税收征收管理法',
  个税法: '个人所得税法',
  环评法: '环境影响评价法',
  环保法: '环境保护法',
  大气法: '大气污染防治法',
  固废法: '固体废物污染环境防治法',
  侵权法: '侵权责任法',
  村委会组织法: '村民委员会组织法',
  政务处分法: '公职人员政务处分法',
  监督法: '各级人民代表大会常务委员会监督法',
  代表法: '全国人民代表大会和地方各级人民代表大会代表法',
  房地产管理法: '城市房地产管理法',
  动植物检疫法: '进出境动植物检疫法',
  商检法: '进出口商品检验法',
  交强险条例: '机动车交通事故责任强制保险条例',
  道交法实施条例: '道路交通安全法实施条例',
  处罚法: '行政处罚法',
  强制法: '行政强制法',
  行强法: '行政强制法',
  许可法: '行政许可法',
  复议法: '行政复议法',
  地方组织法: '地方各级人民代表大会和地方各级人民政府组织法',
  信息公开条例: '政府信息公开条例',
  道运条例: '道路运输条例',
}

const builtin: ReadonlyMap<string, string> = (() => {
  const map = new Map<string, string>()
  for (const name of `${LAWS} ${REGULATIONS}`.split(/\s+/)) if (name !== '') map.set(name, COUNTRY + name)
  for (const [nickname, name] of Object.entries(NICKNAMES))
    map.set(nickname, map.get(name) ?? (name.includes('法实施') ? COUNTRY + name : name))
  return map
})()

/** How names end: a cheap look before names of every length are asked for. */
export const tailOf = (name: string): string => name.slice(-3)
const builtinTails: ReadonlySet<string> = new Set([...[...builtin.keys()].map(tailOf), '施条例', '施细则'])
const tailsOfNames = new WeakMap<NationalLaws, ReadonlySet<string>>()

/** May a known name end so? */
export function isKnownTail(tail: string, names: NationalLaws): boolean {
  if (builtinTails.has(tail)) return true
  let own = tailsOfNames.get(names)
  if (!own) {
    own = new Set([...names.keys()].map(tailOf))
    tailsOfNames.set(names, own)
  }
  return own.has(tail)
}

/** 劳动合同法实施条例, 税收征收管理法实施细则: named after a national law, so they too bear the country's name. */
const IMPLEMENTING = /^(.{1,40}法)(实施条例|实施细则)$/

const AMENDMENT = /^(?:刑法|宪法)修正案(?:（[一二三四五六七八九十]{1,3}）)?$/

/** The full name of a known short name; undefined when nothing is known of it. */
export function fullName(name: string, names: NationalLaws): string | undefined {
  const known = names.get(name) ?? builtin.get(name)
  if (known !== undefined) return known
  if (AMENDMENT.test(name)) return COUNTRY + name
  if (name.startsWith(COUNTRY)) {
    const short = name.slice(COUNTRY.length)
    return names.has(short) || builtin.has(short) || fullName(short, names) !== undefined ? name : undefined
  }
  // most names that are asked for end otherwise, and this is asked very often
  const parent = name.endsWith('例') || name.endsWith('则') ? IMPLEMENTING.exec(name) : null
  if (!parent) return undefined
  const law = names.get(parent[1]!) ?? builtin.get(parent[1]!)
  return law?.startsWith(COUNTRY) ? law + parent[2]! : undefined
}

const VERSION_NOTE =
  /[（(〔【[](?:\d{4}|[零〇○一二三四五六七八九]{4})年?[^（(〔【[]{0,14}(?:修订|修正|修改|版|施行|公布|发布|通过|文本)[^（(〔【[]{0,3}[）)〕】\]]$/
const STATUTE_ENDING = /(?:法|法典|条例|规定|办法|细则|规则|解释|修正案|通则|准则|规程|规范|总则|分则|公约|议定书|程序|裁量基准|指导意见)$/
const NOTICE_ENDING = /(?:决定|意见|批复|答复|复函|通知|纪要|命令|令|公告|通告|函|指引|指南|标准|基准|若干问题|政策|措施)$/
const OTHER_ENDING =
  /(?:合同|合约|协议|协议书|合同书|条款|章程|手册|承诺书|保证书|委托书|责任书|保单|保险单|计划|计划书|方案|制度|约定|守则|须知|清单|报告|声明|备忘录|笔录|记录|说明|说明书|通知书|决定书|判决书|裁定书|调解书|意见书|建议书|认定书|告知书|确认书|起诉书|证明|证书|申请书|申请|订单|发票|收据|借条|借据|欠条|图纸|简介|广告|公司规定|民约|附件|大纲|教程|杂志|日报)$/
/** Rules that a company, a school or a village makes for itself are not law, whatever their ending. */
const HOUSE_RULES =
  /(?:有限公司|有限责任公司|^.{2,10}(?:大学|职业学院|分公司|分行|支行|村委会|居委会)|业务人员基本|股份公司|本公司|我公司|集团|员工|考勤|薪酬|薪资|工资管理|奖惩|绩效|请假|劳动纪律|业务员|代理人管理|代理商|经销商|加盟|车间|小区|业主|学生手册|内部|仓库|保险公司.{0,6}条款|俱乐部|竞业|保密协|离职|村规|营销|销售政策|计件|宿舍|理事会|协会章|竞赛|会员|积分|用户|服务条款|平台规则|游戏)/
const PUBLIC_ISSUER =
  /^(?:中华人民共和国|最高人民|国务院|国家|公安部|财政部|司法部|教育部|人力资源|全国|住房|上市公司|证券公司|期货公司|保险公司|.{2,8}[省市区县州盟](?!有限))/

/** Without what follows the word of kind: a note in brackets, the number of a part (…解释（一）, …解释一). */
const bareTitle = (name: string): string =>
  name
    .replace(/[》〉]+$/, '')
    .replace(/[（(〔【[][^（(〔【[]*[）)〕】\]]$/, '')
    .replace(/(?<=解释|规定|意见|办法)[一二三四五六七]$/, '')

/** Is what stands in book marks an instrument of law? */
export function isLawTitle(name: string): boolean {
  const bare = bareTitle(name)
  if (/若干(?:问题|条文)的说明$/.test(bare)) return true
  if (OTHER_ENDING.test(bare)) return false
  if (!STATUTE_ENDING.test(bare)) return NOTICE_ENDING.test(bare) && (bare.includes('关于') || PUBLIC_ISSUER.test(bare))
  if (/(?:方法|司法|做法|说法|想法|看法|书法|语法|立法|执法|魔法|合同法则)$/.test(bare)) return false
  return PUBLIC_ISSUER.test(bare) || /(?:(?<!办)法|条例|法典)$/.test(bare) || !HOUSE_RULES.test(bare)
}

/** Statutes, regulations, rules and interpretations: what a decision may rest on. Notices, letters and replies are not meant when they are merely named. */
export const isStatuteTitle = (name: string): boolean => isLawTitle(name) && STATUTE_ENDING.test(bareTitle(name))

/** A word of kind alone, such as 解释 in 《解释》: it points to something named before. */
export const KIND_ONLY =
  /^(?:法|法典|条例|规定|办法|细则|规则|解释|意见|决定|通知|批复|若干规定|若干解释|若干意见|司法解释|实施条例|实施细则|实施办法|暂行条例|暂行办法|管理条例|管理办法|管理规定|法律|法规|纪要|答复|公约|准则)$/

/** Does the law's name end in this word of kind? 法律 takes any law, 司法解释 takes interpretations. */
export function isOfKind(law: string, kind: string): boolean {
  const bare = law.replace(/[（(][^（(]*[）)]$/, '')
  if (kind === '法律' || kind === '法规') return /(?:法|条例|法典|规定|办法)$/.test(bare)
  if (kind === '法') return /(?:法|法典)$/.test(bare)
  if (kind === '司法解释') return /(?:解释|规定|批复|意见)$/.test(bare)
  return bare.endsWith(kind)
}

/** Sites mask words at random: 最**法院, 中华**共和国. Nested marks become 《》; a note of the version goes. */
export function tidyName(written: string): string {
  const marks = written.replace(/〈/g, '《').replace(/〉/g, '》')
  const unmasked = marks
    .replace(/最[*＊×]{1,4}(?:民)?法院/g, '最高人民法院')
    .replace(/最[*＊×]{1,4}(?:民)?检察院/g, '最高人民检察院')
    .replace(/中华[*＊×]{1,4}(?:民)?共和国/g, COUNTRY)
    .replace(/^(?:中华人民共和(?!国)|中华人民共国|中华人民国|中国人民共和国|中华人名共和国|中华人民共和囯)/, COUNTRY)
  return unmasked.replace(VERSION_NOTE, '')
}
