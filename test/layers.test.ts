import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

// Dependencies point one way: web → contract; cli → contract, local; platform → engine; engine → nobody.
const mayImport: Readonly<Record<string, RegExp>> = {
  engine: /^$/,
  platform: /^engine\//,
  web: /^platform\/contract\//,
  cli: /^platform\/(contract\/|local$)/,
}

// Inside the engine: who may know whom.
const engineMayKnow: Readonly<Record<string, readonly string[]>> = {
  limit: ['message'],
  law: ['message', 'citation', 'limit'],
  citation: ['message'],
  // Days are counted in one place (limit/day).
  data: ['message', 'citation', 'limit'],
  model: ['message', 'data', 'limit'],
  clue: ['message', 'model', 'limit'],
  matter: ['message', 'limit'],
}

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`)

const imports = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:^(?:import|export)\b[^'"]*?\bfrom\s*|^import\s*|\bimport\()'([^']+)'/gm)].map(
    ([, imported]) => imported!,
  )

describe('layers', () => {
  let looked = 0

  test.each(Object.keys(mayImport))('%s imports only what it may', (name) => {
    const files = sources(`packages/${name}/src`)
    looked += files.length
    expect(files.length).toBeGreaterThan(0)
    const strangers = files.flatMap((file) =>
      imports(file)
        .filter((imported) => imported.startsWith('@xiezhi/') && !mayImport[name]!.test(imported.slice('@xiezhi/'.length)))
        .map((imported) => `${file} → ${imported}`),
    )
    expect(strangers).toEqual([])
  })

  test('the engine touches nothing of the world', () => {
    const strangers = sources('packages/engine/src').flatMap((file) =>
      imports(file)
        .filter((imported) => !imported.startsWith('.') && !['yaml', 'zod', 'diff'].includes(imported))
        .map((imported) => `${file} → ${imported}`),
    )
    expect(strangers).toEqual([])
    const clocks = sources('packages/engine/src').filter((file) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(/.test(readFileSync(file, 'utf8')),
    )
    expect(clocks).toEqual([])
  })

  test('the nouns of the engine know only whom they may', () => {
    const strangers = sources('packages/engine/src').flatMap((file) => {
      const noun = file.split('/')[3]!
      if (noun.endsWith('.ts')) return []
      return imports(file)
        .filter((imported) => imported.startsWith('../'))
        .map((imported) =>
          imported
            .replace(/^(\.\.\/)+/, '')
            .split('/')[0]!
            .replace('.ts', ''),
        )
        .filter((other) => other !== noun && isNoun(other) && !engineMayKnow[noun]?.includes(other))
        .map((other) => `${file} → ${other}`)
    })
    expect([...new Set(strangers)]).toEqual([])
  })

  test('says how many files it looked at', () => {
    console.log(`layers: ${looked} files looked at`)
    expect(looked).toBeGreaterThan(50)
  })
})

const isNoun = (name: string): boolean => name === 'message' || name in engineMayKnow
