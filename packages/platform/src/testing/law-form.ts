import type { Client, Office } from './office.ts'

export interface FormFile {
  readonly name: string
  readonly content: string | Buffer
}

/** For tests: hands in statute texts as the browser does, all files in one form, folders in their names; unless said otherwise nobody is to be asked. */
export async function sendLaw({ platform }: Pick<Office, 'platform'>, client: Client, files: readonly FormFile[], query = '?hold=false') {
  const boundary = '----xiezhi'
  const parts = files.flatMap(({ name, content }) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
  return platform.app.inject({
    method: 'POST',
    url: `/api/law/loads${query}`,
    headers: { cookie: client.cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  })
}

/** The same, and waits until it is done. */
export async function loadLaw(office: Pick<Office, 'platform'>, client: Client, files: readonly FormFile[], query = '?hold=false') {
  const answer = await sendLaw(office, client, files, query)
  await office.platform.idle()
  return answer
}

/** A small statute as a Markdown file. */
export const statuteFile = (
  { name, date, effective, folder = '' }: { name: string; date: string; effective?: string; folder?: string },
  ...articles: readonly string[]
): FormFile => ({
  name: `${folder}${name}(${date}).md`,
  content: [
    `# ${name}`,
    `${date.replace(/-0?/, '年').replace(/-0?/, '月')}日 通过`,
    ...(effective ? [`${effective.replace(/-0?/, '年').replace(/-0?/, '月')}日 施行`] : []),
    '<!-- INFO END -->',
    '## 第一章 总则',
    ...articles,
  ].join('\n'),
})
