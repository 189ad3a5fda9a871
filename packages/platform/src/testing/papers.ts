/** For tests: files such as an agency hands over, small enough to be read here. Numbers have valid check digits and belong to nobody. */
const agency = '11529999MB1D00119G'

export const decisions = (
  ...rows: readonly { no: string; party: string; id: string; on: string; fine?: string; served?: string }[]
): string =>
  [
    '行政处罚决定书文号,行政相对人名称,行政相对人类别,证件类型,证件号码,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额（万元）,处罚决定日期,处罚机关,处罚机关统一社会信用代码,案件编号',
    ...rows.map(
      ({ no, party, id, on, fine = '0.2' }) =>
        `${no},${party},自然人,身份证,${id},超限运输,${party}（电话13800138000）超限运输,《公路安全保护条例》第六十四条,罚款,罚款,${fine},${on},云岑县交通运输局,${agency},${no.replace(/\D/g, '')}`,
    ),
  ].join('\n')

export const processes = (...rows: readonly { no: string; on: string; served: string }[]): string =>
  [
    '案件编号,处罚决定书文号,办案机关代码,立案日期,决定日期,送达日期,送达方式',
    ...rows.map(({ no, on, served }) => `${no.replace(/\D/g, '')},${no},${agency},2024-12-02,${on},${served},直接送达`),
  ].join('\n')

/** Valid by GB 11643, in a division that is assigned to nobody. */
export const identityNo = (serial: number): string => {
  const head = `529999198001${String((serial % 28) + 1).padStart(2, '0')}${String(serial % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(head[at]), 0)
  return head + '10X98765432'[sum % 11]
}

const numberOf = (n: number): string => `云交罚〔2025〕${n + 1}号`

/** Many decisions, numbered through, of seven hundred people; the same number is always the same person's. */
export const manyDecisions = (from: number, count: number): string =>
  decisions(
    ...Array.from({ length: count }, (_, n) => {
      const person = (from + n) % 700
      return { no: numberOf(from + n), party: `某${person}`, id: identityNo(person), on: '2025-03-03' }
    }),
  )
/** The way of as many cases, each served months late. */
export const manyProcesses = (count: number): string =>
  processes(...Array.from({ length: count }, (_, n) => ({ no: numberOf(n), on: '2025-03-03', served: '2025-06-20' })))
