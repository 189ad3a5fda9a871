/** What surely is a person's name, by its form alone. */

// The most frequent surnames, and those of two characters. A rarer one leaves the row whole: nothing is lost by that.
const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'.split(
    '',
  ),
)
const long = /^(?:欧阳|上官|司马|司徒|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|夏侯|长孙|宇文|端木|百里|轩辕|南宫)[\u4e00-\u9fff]{1,2}$/
/** How organisations and places are called at their end: a name that ends so may be a person's, but not surely. */
const organisation =
  /(?:公司|企业|集团|中心|商行|合作社|工作室|事务所|经营部|[厂店社场馆所站部局院校行会队村组坊屋铺吧园庄阁处室城楼街路乡镇县市区矿户业农牧])$/

export const endsLikeOrganisation = (name: string): boolean => organisation.test(name)

/** 王建国, 欧阳明, 阿依古丽·买买提: a person's name and nothing else. */
export function isPersonName(name: string): boolean {
  if (organisation.test(name)) return false
  if (/^[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}$/.test(name)) return true
  return long.test(name) || (/^[\u4e00-\u9fff]{2,3}$/.test(name) && surnames.has(name[0]!))
}
