import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageMessages } from '../packages/messages.ts'
import { openText } from '../packages/open-text.ts'
import { packageNames } from '../packages/shelf-place.ts'
import { isRefusal } from '../refusal.ts'
import { tell } from '../texts.ts'

export { packageMessages }

/** What a file is: its signer and models, or why it is no package. */
export async function verifyPackage(
  path: string,
): Promise<{ readonly problem: string } | { readonly fingerprint: string; readonly office: string; readonly models: readonly string[] }> {
  const opened = openText(await readFile(path, 'utf8'))
  if (isRefusal(opened)) return { problem: tell(opened.message) }
  const { content } = opened.found
  return {
    fingerprint: opened.signer.fingerprint,
    office: content.made.office,
    models: content.models.map(({ id, version, title }) => `${id} ${version} ${title}`),
  }
}

/** Writes the `index.json` by which a plain web server that serves this folder is a shelf; packages that are not whole are left out. */
export async function indexFolder(dir: string): Promise<{ readonly listed: readonly string[]; readonly left: readonly string[] }> {
  const listed: string[] = []
  const left: string[] = []
  for (const file of packageNames(await readdir(dir))) {
    const found = await verifyPackage(join(dir, file))
    if ('problem' in found) left.push(`${file}: ${found.problem}`)
    else listed.push(file)
  }
  // Whole or not at all: whoever reads meanwhile gets the index of before.
  const beside = join(dir, '.index.json.new')
  await writeFile(beside, `${JSON.stringify({ packages: listed.map((file) => ({ file })) }, null, 2)}\n`)
  await rename(beside, join(dir, 'index.json'))
  return { listed, left }
}
