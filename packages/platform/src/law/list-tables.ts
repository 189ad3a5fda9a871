import type { InstrumentRow, LawLoad, LawReview } from '../contract/law.ts'
import type { ListTable } from '../export/list-file.ts'
import { chinaMoment } from '../export/table-file.ts'

export const instrumentTable: ListTable<InstrumentRow> = {
  title: 'law.table.instruments',
  columns: [
    { label: 'law.table.name', width: 40, value: ({ name }) => name },
    { label: 'law.table.aliases', width: 40, value: ({ aliases }) => aliases.join('、') },
    { label: 'law.table.level', value: ({ level }) => level },
    { label: 'law.table.issuer', value: ({ issuer }) => issuer },
    { label: 'law.table.number', value: ({ current }) => current?.number ?? null },
    { label: 'law.table.version', value: ({ current }) => current?.versionDate ?? null },
    { label: 'law.table.effective', value: ({ current }) => current?.effectiveFrom ?? null },
    { label: 'law.table.versions', value: ({ versions }) => versions },
    { label: 'law.table.loaded', value: ({ loadedVersions }) => loadedVersions },
    { label: 'law.table.superseded', width: 40, value: ({ supersededBy }) => supersededBy },
  ],
}

export const loadTable: ListTable<LawLoad> = {
  title: 'law.table.loads',
  columns: [
    { label: 'law.table.label', width: 40, value: ({ label }) => label },
    { label: 'law.table.at', value: ({ startedAt }) => chinaMoment(startedAt) },
    { label: 'law.table.by', value: ({ by }) => by },
    { label: 'law.table.state', value: ({ state }, word) => word(`job.state.${state}`) },
    { label: 'law.table.files', value: ({ counts }) => counts?.files ?? null },
    { label: 'law.table.laws', value: ({ counts }) => counts?.instruments ?? null },
    { label: 'law.table.versions', value: ({ counts }) => counts?.versions ?? null },
    { label: 'law.table.new', value: ({ counts }) => counts?.newVersions ?? null },
    { label: 'law.table.refused', value: ({ refused }) => refused.length },
    { label: 'law.table.aside', value: ({ aside }) => aside.length },
    { label: 'law.table.why', width: 40, value: ({ error }) => error },
  ],
}

export const reviewTable: ListTable<LawReview> = {
  title: 'law.table.reviews',
  columns: [
    { label: 'law.table.name', width: 40, value: ({ law }) => law },
    { label: 'law.table.version', value: ({ version }) => version.versionDate },
    { label: 'law.table.effective', value: ({ version }) => version.effectiveFrom },
    { label: 'law.table.raised', value: ({ raisedAt }) => chinaMoment(raisedAt) },
    { label: 'law.table.models', width: 40, value: ({ models }) => models.map(({ title }) => title).join('、') },
    { label: 'law.table.limits', width: 40, value: ({ limits }) => limits.map(({ title }) => title).join('、') },
    { label: 'law.table.clues', value: ({ openClues }) => openClues },
    { label: 'law.table.reviewed-by', value: ({ reviewed }) => reviewed?.by ?? null },
    { label: 'law.table.reviewed-at', value: ({ reviewed }) => reviewed && chinaMoment(reviewed.at) },
    { label: 'law.table.note', width: 40, value: ({ reviewed }) => reviewed?.note ?? null },
  ],
}
