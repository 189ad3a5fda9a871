import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile, duckdb, parameterValues, planModel } from '@xiezhi/engine/model/model'
import { loadCatalogue } from '../packages/platform/src/catalogue.ts'
import { importFile } from '../packages/platform/src/data/import/import-file.ts'
import { scanKeyring } from '../packages/platform/src/data/secrecy/keyring.ts'
import { availableOf } from '../packages/platform/src/models/available.ts'
import { mountAll } from '../packages/platform/src/models/mount.ts'
import { openWarehouse } from '../packages/platform/src/warehouse/duckdb.ts'
import { districtFiles } from './district.ts'
import { type Measure, median, peakMiB } from './measure.ts'

/**
 * The transport model's R1a, R1b and R2b beside SQL written by hand for the same rules over the same snapshot, by turns in one
 * process. The answers (rule, key, due day) are compared before any time is told.
 */
const rules = ['R1a', 'R1b', 'R2b']
const asOf = '2026-10-30'

/** Written by hand for this data: it knows that every row has its number and code, so it needs none of the model's fall-backs. */
const byHand = `
with ag as (select agency_code from agency where domain = '交通运输'),
dl as (select c.d, r6.nx m6, r12.nx y1, r15.nx d15, r30.nx d30, r3.nx m3, w7.d w7
  from calendar c left join calendar r6 on r6.d = (c.d + interval '6 months')::date left join calendar r12 on r12.d = (c.d + interval '1 year')::date
  left join calendar r15 on r15.d = c.d + 15 left join calendar r30 on r30.d = c.d + 30 left join calendar r3 on r3.d = (c.d + interval '3 months')::date
  left join calendar w7 on w7.w and w7.n = c.n + 7),
p as (select d.* from penalty_decision d semi join ag using (agency_code) where d.record_status <> '撤销'),
pay as (select agency_code, doc_key, sum(amount) paid from fine_payment where item_code = '罚款' group by all),
rv as (select doc_key, bool_or(result = '未结') open_, bool_or(result = '撤销') gone, max(served_date) filter (result in ('维持', '驳回')) served from admin_review group by 1),
df as (select agency_code, doc_key, max(end_date) end_date from penalty_deferral group by all),
due as (select p.*, coalesce(pay.paid, 0) paid, df.end_date deferred_to,
    greatest(case when coalesce(x.told_suit_period, true) then s.m6 else s.y1 end, rs.d15) suit_end
  from p join penalty_process x on x.case_id = p.case_id and x.agency_code = p.agency_code and x.service_date >= p.decision_date
  left join dl s on s.d = x.service_date
  left join pay on pay.agency_code = p.agency_code and pay.doc_key = p.doc_key
  left join rv on rv.doc_key = p.doc_key left join dl rs on rs.d = rv.served
  left join df on df.agency_code = p.agency_code and df.doc_key = p.doc_key
  where p.fine_amount > 0 and coalesce(pay.paid, 0) < p.fine_amount and x.perform_status not in ('已履行', '不需履行')
    and not coalesce(rv.open_, false) and not coalesce(rv.gone, false) and (df.end_date is null or df.end_date < $as_of)
    and not exists (select 1 from admin_litigation l where l.doc_key = p.doc_key)),
win as (select due.*, a.m3 apply_end from due left join dl a on a.d = case when deferred_to > suit_end then deferred_to else suit_end end)
select 'R1a' as "rule", agency_code || '|' || doc_key || '|' || party_key as "key", apply_end as due from win
  where apply_end < $as_of and not exists (select 1 from nonlit_case n where n.doc_key = win.doc_key and n.applicant_code = win.agency_code)
union all
select 'R1b', agency_code || '|' || win.doc_key || '|' || party_key, apply_end from win
  join (select doc_key, applicant_code, min(apply_date) apply_date from nonlit_case group by all) n on n.doc_key = win.doc_key and n.applicant_code = win.agency_code where n.apply_date > apply_end
union all
select 'R2b', n.case_key, case when n.hearing_before_ruling then l.d30 else l.w7 end
  from nonlit_case n semi join ag on ag.agency_code = n.applicant_code join dl l on l.d = n.accept_date
  where coalesce(n.ruling_date, $as_of) > case when n.hearing_before_ruling then l.d30 else l.w7 end
    and not exists (select 1 from penalty_decision d where d.doc_key = n.doc_key and d.agency_code = n.applicant_code and d.record_status = '撤销')
    and not exists (select 1 from rv where rv.doc_key = n.doc_key and rv.gone)`

const folder = process.argv[2] ?? ''
const work = mkdtempSync(join(tmpdir(), 'xiezhi-bench-'))
const catalogue = loadCatalogue()
const warehouse = await openWarehouse({ directories: [work, folder], memory: '2GB', threads: 2, tempDir: join(work, 'spill') })
const parts = []
for (const [index, dataset] of districtFiles.entries()) {
  const source = { path: join(folder, `${dataset}.csv`), name: `${dataset}.csv` }
  const workDir = join(work, dataset)
  const found = await importFile(warehouse, source, {
    standards: catalogue.standards,
    keys: scanKeyring(),
    workDir,
    seq: index + 1,
    dataset,
  })
  parts.push(...found.parts)
}
const session = await warehouse.session()
await mountAll(
  session,
  catalogue,
  parts.flatMap(({ dataset, table, children }) => (dataset === null || !table ? [] : [{ dataset, path: table.path }, ...children])),
)
const model = catalogue.models.get('transport-nonlit-enforcement')!
const available = availableOf(
  catalogue,
  parts.flatMap(({ dataset, fields }) => (dataset === null ? [] : [{ dataset, fields }])),
)
const checked = { ...model.checked, rules: model.checked.rules.filter(({ id }) => rules.includes(id)) }
const start = performance.now()
const compiled = compile(planModel(checked, available), duckdb)
const compileMs = performance.now() - start
const { values } = parameterValues(checked, asOf)
const bound = Object.fromEntries(compiled.parameters.map((name) => [name, values![name]!]))

const ours = `CREATE OR REPLACE TEMP TABLE ours AS ${compiled.sql}`
const hand = `CREATE OR REPLACE TEMP TABLE hand AS ${byHand}`
const runOurs = () => session.run(ours, bound)
const runHand = () => session.run(hand, { as_of: { date: asOf } })

await runOurs()
await runHand()
const keys = `SELECT rule, CASE WHEN rule = 'R2b' THEN json_extract_string(payload, '$.case_key')
  ELSE concat_ws('|', json_extract_string(payload, '$.agency_code'), json_extract_string(payload, '$.doc_key'), json_extract_string(payload, '$.party_key')) END AS key,
  json_extract_string(payload, '$._due')::DATE AS due FROM ours WHERE kind = 'clue'`
const [difference] = await session.rows(
  `SELECT (SELECT count(*) FROM ((${keys}) EXCEPT SELECT * FROM hand)) AS surplus, (SELECT count(*) FROM (SELECT * FROM hand EXCEPT (${keys}))) AS missing, (SELECT count(*) FROM hand) AS n`,
)
if (difference?.surplus !== 0 || difference.missing !== 0) {
  const rows = await session.rows(
    `(SELECT 'ours only' AS side, * FROM ((${keys}) EXCEPT SELECT * FROM hand) LIMIT 5) UNION ALL (SELECT 'hand only', * FROM (SELECT * FROM hand EXCEPT (${keys})) LIMIT 5)`,
  )
  throw new Error(`the answers differ: ${JSON.stringify(difference)} ${JSON.stringify(rows)}`)
}
const clock = async (work: () => Promise<void>): Promise<number> => {
  const begin = performance.now()
  await work()
  return (performance.now() - begin) / 1000
}
const times: { ours: number; hand: number }[] = []
for (let turn = 0; turn < 5; turn++) times.push({ ours: await clock(runOurs), hand: await clock(runHand) })
session.close()
warehouse.close()
rmSync(work, { recursive: true, force: true })
const measure: Measure = {
  seconds: median(times.map((time) => time.ours)),
  peakMiB: peakMiB(),
  note: { hand: median(times.map((time) => time.hand)), clues: Number(difference.n), compileMs: Math.round(compileMs) },
}
console.log(JSON.stringify(measure))
