import { type Refusal, refuse } from '../refusal.ts'
import { largestPackage, type Package, parsePackage } from './content.ts'
import { type Signer, signerOf } from './signature.ts'

const megabyte = 1024 * 1024

/** A package whose form and signatures are right, and who signed it. */
export function openText(text: string): { readonly found: Package; readonly signer: Signer } | Refusal {
  if (text.length > largestPackage) return refuse('too-large', 'package.too-large', { mb: largestPackage / megabyte })
  const found = parsePackage(text)
  if ('wrong' in found) return refuse('invalid', 'package.damaged', { at: found.wrong })
  const signer = signerOf(found.text, found.signatures)
  if ('bad' in signer) return refuse('invalid', signer.bad === 'missing' ? 'package.unsigned' : 'package.forged')
  return { found, signer }
}
