import { exportPackages, listPackages } from '@xiezhi/platform/contract/packages'
import { Tabs } from 'antd'
import { useMay } from '../app/session.ts'
import { ExportButtons } from '../ui/ExportButtons.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { useList, useSearchText } from '../ui/use-list.ts'
import { HandIn } from './HandIn.tsx'
import { MakePackage } from './MakePackage.tsx'
import { Received } from './Received.tsx'
import { Shelf } from './Shelf.tsx'
import { Signers } from './Signers.tsx'
import { useWords } from './words.ts'

/** Models that come from other offices and go to them. */
export const PackageListPage = () => {
  const { t } = useWords()
  const [mayMake, mayHand] = [useMay('model.govern'), useMay('model.write')]
  const [search, change] = useSearchText()
  const list = useList(listPackages, [])
  const tab = search.tab ?? 'received'
  return (
    <>
      <PageHeader title={t('list.title')} text={t('list.text')}>
        {tab === 'received' && (
          <ExportButtons endpoint={exportPackages} request={(format) => ({ params: { format }, query: list.query })} />
        )}
        {mayHand && <HandIn />}
        {mayMake && <MakePackage />}
      </PageHeader>
      <Tabs
        activeKey={tab}
        onChange={(key) =>
          change({ filters: { tab: key === 'received' ? undefined : key }, q: undefined, page: undefined, sort: undefined })
        }
        destroyOnHidden
        items={[
          { key: 'received', label: t('list.received'), children: <Received list={list} /> },
          { key: 'shelf', label: t('list.shelf'), children: <Shelf /> },
          { key: 'signers', label: t('list.signers'), children: <Signers /> },
        ]}
      />
    </>
  )
}
