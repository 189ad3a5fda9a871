import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { DocumentText } from './document-text.ts'

/** A decision has a few pages; this is a book. */
const mostPages = 500
const mostCharacters = 1_000_000
const mostMilliseconds = 30_000
const mostMegabytes = 512

const worker = new URL('./pdf-worker.mjs', import.meta.url)
/** How the characters of Chinese fonts that a file does not bring along are numbered (Adobe-GB1). */
const cMaps = fileURLToPath(new URL('./cmaps/', import.meta.url))

type Answer = { readonly lines: readonly string[]; readonly cut: boolean } | { readonly fault: string }

/** The text of a PDF that has one. It is read in a thread with bounds of its own: what goes beyond them is refused. */
export async function pdfText(bytes: Uint8Array, signal?: AbortSignal): Promise<DocumentText & { readonly cut?: boolean }> {
  const answer = await inThread(new Uint8Array(bytes), signal)
  if (answer === 'bounds') return { refusal: { code: 'document.pdf-too-heavy' } }
  if ('fault' in answer) return { refusal: { code: answer.fault === 'PasswordException' ? 'document.pdf-locked' : 'document.pdf-damaged' } }
  const lines = answer.lines.map((line) => plainRadicals(line).trimEnd())
  while (lines.at(-1) === '') lines.pop()
  if (!lines.some((line) => /\S/.test(line))) return { refusal: { code: 'document.pdf-scanned' } }
  return { lines, cut: answer.cut }
}

function inThread(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<Answer | 'bounds'> {
  signal?.throwIfAborted()
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, {
      workerData: { bytes, cMaps, mostPages, mostCharacters },
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    const stop = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
      void thread.terminate()
    }
    const done = (answer: Answer | 'bounds'): void => {
      stop()
      resolve(answer)
    }
    const aborted = (): void => {
      stop()
      reject(signal?.reason)
    }
    const timer = setTimeout(() => done('bounds'), mostMilliseconds)
    signal?.addEventListener('abort', aborted, { once: true })
    thread.once('message', (answer: Answer) => done(answer))
    thread.once('error', (error: NodeJS.ErrnoException) =>
      done(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'bounds' : { fault: error.name }),
    )
    thread.once('exit', () => done('bounds'))
  })
}

/** Radicals of the supplement that stand for whole characters: fonts of printers use them, and no law is spelled with them. */
const supplement: Readonly<Record<string, string>> = {
  '⺠': '民',
  '⻓': '长',
  '⻔': '门',
  '⻋': '车',
  '⻅': '见',
  '⻉': '贝',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻨': '麦',
  '⻩': '黄',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
  '⻄': '西',
  '⻆': '角',
  '⻘': '青',
  '⻟': '饣',
  '⻣': '骨',
  '⻤': '鬼',
  '⼾': '户',
  '⺟': '母',
  '⺫': '目',
}

/** ⾏政处罚 looks like 行政处罚 and is not: radicals of the Kangxi block become the characters that they are drawn as. */
export const plainRadicals = (text: string): string =>
  text.replace(/[\u2e80-\u2fdf]/g, (radical) => supplement[radical] ?? radical.normalize('NFKC'))
