import { createHmac } from 'node:crypto'
import type { Keyring } from './keyring.ts'
import { hmacSm3 } from './sm3.ts'

/** Length of a token in hex digits: 128 bits of HMAC-SM3, beyond any chance that two numbers share one. */
export const tokenLength = 32

/** What models collide instead of a person's number. The number must be in its normal form: one person, one token. */
export const token = (keys: Keyring, normal: string): string => hmacSm3(keys.token).hex(normal)

/** Of a number that came masked: it meets the same mask and never a number. */
export const maskedToken = (keys: Keyring, shown: string): string => hmacSm3(keys.token).hex(`masked ${shown}`)

/** Tokens of many values, each distinct value computed once. */
export function tokens(keys: Keyring, normals: Iterable<string>): ReadonlyMap<string, string> {
  const made = new Map<string, string>()
  for (const normal of normals) if (!made.has(normal)) made.set(normal, token(keys, normal))
  return made
}

/** The stable id of a clue: keyed, so that nobody can guess keys from ids. */
export const clueId = (keys: Keyring, model: string, rule: string, key: string): string =>
  createHmac('sm3', keys.clue).update(`${model}\u001f${rule}\u001f${key}`).digest('hex')
