/**
 * Traditional characters of legal language and the simplified ones: sites of the mainland are at times stored in them. Names of
 * instruments are officially simplified, so a name is read into its official form.
 */
const PAIRS =
  '國国華华條条項项則则規规違违據据關关於于實实適适釋释訴诉訟讼檢检處处罰罚沒没營营場场業业經经濟济產产權权稅税徵征環环護护療疗醫医機机構构藥药險险勞劳動动爭争議议調调' +
  '貿贸銀银證证書书計计劃划鄉乡鎮镇區区縣县農农種种養养漁渔電电網网絡络數数統统報报廣广傳传視视軍军衛卫體体學学師师執执職职務务員员黨党紀纪監监舉举選选組组織织級级會会' +
  '際际約约補补償偿損损壞坏賠赔傷伤殘残婦妇兒儿繼继資资財财債债擔担買买賣卖價价質质標标準准設设備备運运輸输車车輛辆橋桥鐵铁飛飞礦矿氣气態态廢废棄弃聲声塵尘濕湿殺杀蟲虫' +
  '獸兽類类屬属單单雙双對对從从為为與与無无並并還还過过進进達达連连邊边問问題题應应當当辦办決决審审復复複复檔档總总編编節节萬万億亿錢钱銷销購购貨货貪贪汙污賄贿販贩賭赌' +
  '詐诈騙骗盜盗竊窃搶抢奪夺強强虛虚偽伪識识認认請请詢询訊讯記记許许評评該该變变築筑預预災灾測测繪绘'

export const TRADITIONAL: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: PAIRS.length / 2 }, (_, k) => [PAIRS[2 * k]!, PAIRS[2 * k + 1]!]),
)
