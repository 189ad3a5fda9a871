import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Argon2id with OWASP's first recommendation: 19 MiB, two passes, one lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), options)

/** For an account that is not there too, so that the time taken does not tell which accounts exist. */
const nobody = hashPassword('no such account')
export const passwordIs = async (stored: string | undefined, password: string): Promise<boolean> => {
  const right = await verify(stored ?? (await nobody), password.normalize('NFKC'))
  return stored !== undefined && right
}

/** Without letters and digits that look alike: such a password is read from a screen and typed. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
/** Four groups of four, 79 bits. */
export const makePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join('-')
