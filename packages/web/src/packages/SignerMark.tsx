import type { PackageSummary } from '@xiezhi/platform/contract/packages'
import { Pill } from '../ui/Pill.tsx'
import { useWords } from './words.ts'

/** Who signed, by the name under which this office accepted it. */
export const SignerMark = ({ signer }: { readonly signer: PackageSummary['signer'] }) => {
  const { t } = useWords()
  return signer.name === null ? <Pill tone="warning">{t('list.unknown')}</Pill> : <Pill tone="success">{signer.name}</Pill>
}
