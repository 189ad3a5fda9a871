import type { Message } from '@xiezhi/engine/message'
import type { Fingerprint } from './encoding.ts'
import { readJsonLine } from './ndjson.ts'
import type { OldForm } from './old-workbook.ts'
import { lookIntoZip, type Workbook } from './zip.ts'

/** What a file really is, by its first bytes and never by its name. */
export type FileKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'workbook'; readonly workbook: Workbook }
  | { readonly kind: 'old'; readonly form: OldForm }
  | { readonly kind: 'archive' }
  | { readonly kind: 'json-lines' }
  | { readonly kind: 'refused'; readonly reason: Message }

const refused = (code: string): FileKind => ({ kind: 'refused', reason: { code } })

const begins = (head: Buffer, ...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte)

/** Text that a database filled up with NUL: sound in its encoding, and little else in it that is no character. */
function padded(head: Buffer, damaged: boolean): boolean {
  const start = head.subarray(0, 8192)
  let nuls = 0
  let others = 0
  for (const byte of start) {
    if (byte === 0) nuls++
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) others++
  }
  return !damaged && others === 0 && nuls * 5 < start.length && start.includes(10)
}

/** Whether the first line alone is an object: one line of many, or a very long one whose end is not in sight. */
function firstLineIsObject(head: Buffer): boolean {
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
  const end = text.indexOf('\n')
  return end < 0 ? text.startsWith('{') : readJsonLine(text.slice(0, end)) instanceof Map
}

export async function kindOf(path: string, { head, bytes, encoding }: Fingerprint): Promise<FileKind> {
  if (bytes === 0) return refused('file.empty')
  if (begins(head, 0x50, 0x4b, 0x03, 0x04) || begins(head, 0x50, 0x4b, 0x05, 0x06)) return lookIntoZip(path)
  if (begins(head, 0xd0, 0xcf, 0x11, 0xe0)) return { kind: 'old', form: 'binary' }
  if (begins(head, 0x25, 0x50, 0x44, 0x46)) return refused('file.pdf')
  if (begins(head, 0x1f, 0x8b) || begins(head, 0x52, 0x61, 0x72, 0x21) || begins(head, 0x37, 0x7a, 0xbc, 0xaf))
    return refused('file.archive')
  if (begins(head, 0x89, 0x50, 0x4e, 0x47) || begins(head, 0xff, 0xd8, 0xff)) return refused('file.image')
  const start = head
    .subarray(0, 4096)
    .toString(encoding.name === 'utf-16le' ? 'utf16le' : 'latin1')
    .replace(/^[\ufeff\s]+|^ï»¿\s*/, '')
    .toLowerCase()
  if (/^(?:<!doctype html|<html|<head|<meta|<table|<style|<script|<\?xml[^>]*>\s*<(?:html|table))/.test(start))
    return { kind: 'old', form: 'html' }
  if (/^<\?xml/.test(start)) return start.includes('office:spreadsheet') ? { kind: 'old', form: 'xml' } : refused('file.xml')
  if (/^\{\\rtf/.test(start)) return refused('file.unknown')
  if (/^(?:\{\s*"|\[\s*[[{])/.test(start))
    return encoding.name === 'utf-8' && !encoding.damaged && firstLineIsObject(head) ? { kind: 'json-lines' } : refused('file.json')
  if (!encoding.name.startsWith('utf-16') && head.subarray(0, 8192).includes(0) && !padded(head, encoding.damaged))
    return refused('file.binary')
  return { kind: 'text' }
}
