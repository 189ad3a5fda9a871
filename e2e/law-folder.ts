import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An invented instrument of an invented county in two versions, as an office would have it in a folder; and one file that is no statute. */

export const law = '云岑县农村公路养护管理办法'

const older = `# ${law}

2019年3月1日 云岑县人民政府第12次常务会议通过

<!-- INFO END -->

## 第一章 总则

第一条 为了加强农村公路养护，制定本办法。

第二条 本办法适用于云岑县行政区域内的农村公路养护。

第三条 县交通运输局负责农村公路养护的监督管理。

## 第二章 养护

第四条 养护单位应当每月巡查一次，并做好记录。

第五条 擅自占用农村公路的，处五百元以上二千元以下罚款。

当事人应当自收到决定书之日起十五日内缴纳罚款。

## 第三章 附则

第六条 本办法自2019年5月1日起施行。
`

const newer = `# ${law}

2019年3月1日 云岑县人民政府第12次常务会议通过

2023年6月15日 云岑县人民政府第40次常务会议修订

<!-- INFO END -->

## 第一章 总则

第一条 为了加强农村公路养护，制定本办法。

第二条 本办法适用于云岑县行政区域内的农村公路养护。

第三条 县交通运输局负责农村公路养护的监督管理。

## 第二章 养护

第四条 养护单位应当每月巡查两次，并做好记录。

第五条 擅自占用农村公路的，处一千元以上五千元以下罚款。

当事人应当自收到决定书之日起十五日内缴纳罚款。

第六条 养护资金由县财政安排，专款专用。

## 第三章 附则

第七条 本办法自2023年8月1日起施行。
`

const index = [
  'path,category,title,version_date,effective_date,effective_source,source,status,end_date,superseded_by',
  `地方/${law}(2019-03-01).md,地方,${law},2019-03-01,2019-05-01,正文,A,,2023-08-01,`,
  `地方/${law}(2023-06-15).md,地方,${law},2023-06-15,2023-08-01,正文,A,,,`,
].join('\n')

/** Writes the folder; the second thing given takes it away again. */
export const lawFolder = (): readonly [folder: string, remove: () => void] => {
  const folder = mkdtempSync(join(tmpdir(), 'xiezhi-law-'))
  mkdirSync(join(folder, '地方'))
  writeFileSync(join(folder, '地方', `${law}(2019-03-01).md`), older)
  writeFileSync(join(folder, '地方', `${law}(2023-06-15).md`), newer)
  writeFileSync(join(folder, '地方', '会议纪要.md'), '# 会议纪要\n\n会议议定了几件事。\n')
  writeFileSync(join(folder, 'index.csv'), index)
  writeFileSync(join(folder, '照片.jpg'), 'no text')
  return [folder, () => rmSync(folder, { recursive: true, force: true })]
}
