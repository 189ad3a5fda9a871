import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/**
 * A synthetic district of N penalties, made by SQL from row numbers: the same rows every time. Proportions: 30 % of agencies are
 * transport, 10 % have power of their own; 55 % of parties are organisations, 1 % of their codes have a wrong check digit;
 * 80 % of fines have a receipt (25 % of penalties unpaid), 2 % deferrals, 1 % reviews, 0.5 % suits, 8 % court cases whose
 * numbers are written in another form; 5 % were not told the period for suing.
 */
export const districtFiles = [
  'agency',
  'penalty_decision',
  'penalty_process',
  'fine_payment',
  'penalty_deferral',
  'admin_review',
  'admin_litigation',
  'nonlit_case',
] as const

const macros = `
create macro h(i, salt) as hash(i * 1000003 + salt);
create macro pick(i, salt, n) as (hash(i * 1000003 + salt) % n)::bigint;
create macro letter(i) as substr('0123456789ABCDEFGHJKLMNPQRTUWXY', (i)::int + 1, 1);
create macro rank_of(s, k) as strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(s, k, 1)) - 1;
create macro org9(b) as b || substr('0X987654321', ((3*substr(b,1,1)::int+7*substr(b,2,1)::int+9*substr(b,3,1)::int+10*substr(b,4,1)::int
  +5*substr(b,5,1)::int+8*substr(b,6,1)::int+4*substr(b,7,1)::int+2*substr(b,8,1)::int) % 11)::int + 1, 1);
create macro usc(p8, i) as (with b as (select p8 || org9(lpad((i)::varchar, 8, '0')) s)
  select s || letter((31 - (1*rank_of(s,1)+3*rank_of(s,2)+9*rank_of(s,3)+27*rank_of(s,4)+19*rank_of(s,5)+26*rank_of(s,6)+16*rank_of(s,7)+17*rank_of(s,8)+20*rank_of(s,9)
  +29*rank_of(s,10)+25*rank_of(s,11)+13*rank_of(s,12)+8*rank_of(s,13)+24*rank_of(s,14)+10*rank_of(s,15)+30*rank_of(s,16)+28*rank_of(s,17)) % 31) % 31) from b);
create macro idno(i) as (with b as (select '529999' || strftime(date '1950-01-01' + pick(i, 71, 18000)::int, '%Y%m%d') || lpad((i % 1000)::varchar, 3, '0') s),
  n as (select s, s::bigint v from b)
  select s || substr('10X98765432', ((7*((v//10000000000000000)%10)+9*((v//1000000000000000)%10)+10*((v//100000000000000)%10)+5*((v//10000000000000)%10)
  +8*((v//1000000000000)%10)+4*((v//100000000000)%10)+2*((v//10000000000)%10)+1*((v//1000000000)%10)+6*((v//100000000)%10)+3*((v//10000000)%10)
  +7*((v//1000000)%10)+9*((v//100000)%10)+10*((v//10000)%10)+5*((v//1000)%10)+8*((v//100)%10)+4*((v//10)%10)+2*(v%10)) % 11)::int + 1, 1) from n);
`

/** Writes the files into a folder; returns the count of bytes of the largest. */
export async function makeDistrict(folder: string, penalties: number): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
  await db.run(macros)
  await db.run(`create table agency as select i, usc('11529999', i + 1) agency_code, '第' || i || '号机关' agency_name, '' alias_names, 'admin' agency_type,
    case when i % 10 < 3 then '交通运输' else ['市场监管','自然资源','城管','应急'][1 + i % 4] end as "domain", i % 10 = 9 has_enforce_power, '529999' division_code
    from range(200) t(i)`)
  await db.run(`create table base as select i, pick(i, 1, 200) a, i % 100 < 55 org, date '2018-01-01' + pick(i, 2, 2400)::int decided,
    pick(i, 3, 9) serve_lag, (500 + 100 * pick(i, 4, 600))::decimal(16,2) fine, pick(i, 5, 100) pay, pick(i, 6, 100) told, pick(i, 7, 1000) fate
    from range(${penalties}) t(i)`)
  await db.run(`create table p as select b.*, g.agency_code, g.agency_name, '机' || b.a || '罚〔' || year(decided) || '〕' || (b.i + 1) || '号' decision_no,
    decided + serve_lag::int served,
    case when org then usc('91529999', b.i % 90000000) else null end usc_code, case when org then null else idno(b.i) end id_no
    from base b join agency g on g.i = b.a`)
  const copy = (name: string, sql: string) => db.run(`copy (${sql}) to '${join(folder, `${name}.csv`).replaceAll("'", "''")}' (header)`)
  await copy('agency', 'select * exclude (i) from agency order by i')
  await copy(
    'penalty_decision',
    `select decision_no, '当事人' || i party_name, case when org then '法人及非法人组织' else '自然人' end party_type,
     case when i % 100 = 7 then overlay_last(usc_code) else usc_code end usc_code, case when org then '' else '身份证' end id_type, id_no,
     '负责人' || i legal_rep, '擅自从事道路运输经营' violation_type, '经查，当事人于某日在某地未取得许可从事经营活动，事实清楚，证据确凿。' violation_fact,
     ['《中华人民共和国道路运输条例》第六十三条','《中华人民共和国道路交通安全法》第九十条、第九十九条第一款','《中华人民共和国安全生产法》第九十七条第三项'][1 + i % 3] legal_basis,
     '罚款' penalty_types, '罚款' || fine || '元' penalty_content, fine fine_amount, decided decision_date, agency_name, agency_code,
     agency_name source_unit, agency_code source_unit_code, case when i % 200 = 3 then '2' else '0' end record_status, 'C' || i case_id from p order by i`.replace(
      'overlay_last(usc_code)',
      `substr(usc_code, 1, 17) || case when substr(usc_code, 18, 1) = '0' then '1' else '0' end`,
    ),
  )
  await copy(
    'penalty_process',
    `select 'C' || i case_id, decision_no, agency_code, decided - 40 - (i % 45)::int filing_date, 0 extension_days, 0 excluded_days, decided decision_date, served service_date,
     '直接' service_method, served + 15 pay_due_date, told >= 5 told_suit_period, case when fate < 80 then served + 200 end urge_date, null apply_court_date,
     case when pay < 75 then '2' else '0' end perform_status from p order by i`,
  )
  await copy(
    'fine_payment',
    `select 'R' || i || '-' || k receipt_no, decision_no, agency_code, '当事人' || i payer_name, coalesce(usc_code, id_no) payer_id, '罚款' item_code,
     case when k = 2 then fine - floor(fine / 2) when pay < 75 and pay % 15 = 0 then floor(fine / 2) when pay < 75 then fine else floor(fine / 3) end amount,
     served + 5 pay_date from p, range(1, 3) t(k) where (pay < 75 or pay >= 95) and (k = 1 or (pay < 75 and pay % 15 = 0)) order by i, k`,
  )
  await copy(
    'penalty_deferral',
    `select 'D' || i deferral_id, decision_no, agency_code, '延期' kind, served + 10 approve_date, served + 10 start_date, served + 400 end_date from p where fate < 20 order by i`,
  )
  await copy(
    'admin_review',
    `select 'F' || i review_no, '当事人' || i applicant, agency_name respondent, decision_no, served + 30 accept_date, ['维持','撤销','未结'][1 + i % 3] "result",
     served + 85 result_date, served + 88 served_date from p where fate between 20 and 29 order by i`,
  )
  await copy(
    'admin_litigation',
    `select '（' || year(served) || '）黔0502行初' || i || '号' case_no, '当事人' || i plaintiff, agency_name defendant, decision_no, served + 60 filed_date,
     case when i % 2 = 0 then served + 150 end closed_date, case when i % 2 = 0 then '驳回诉讼请求' end "result" from p where fate between 30 and 34 order by i`,
  )
  await copy(
    'nonlit_case',
    `select '（' || year(served + 230) || '）黔0502行审' || i || '号' case_no, '某县人民法院' court_name, agency_name applicant, agency_code applicant_code, '当事人' || i respondent,
     coalesce(usc_code, id_no) respondent_id, replace(replace(decision_no, '〔', '['), '〕', ']') decision_no, served + 190 + pick(i, 8, 120)::int apply_date,
     served + 192 + pick(i, 8, 120)::int accept_date, served + 195 + pick(i, 8, 120)::int + pick(i, 9, 14)::int ruling_date, '准予执行' ruling_result, i % 20 = 0 hearing_before_ruling,
     fine target_amount from p where fate between 100 and 179 order by i`,
  )
  db.closeSync()
}
