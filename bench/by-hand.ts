/*
 * R1a, R1b and R2b of the transport model as somebody who knows SQL, the engine and this data writes them, over the same mounted
 * snapshot. Two statements, since “the same rules” may mean two things.
 */

/** Terms depend on the day alone, so they are worked out once for each day. */
const terms = `dl as (select c.d, r6.nx m6, r6.nxp p6, r12.nx y1, r12.nxp p12, r15.nx d15, r15.nxp p15, r30.nx d30, r30.nxp p30, r3.nx m3, r3.nxp p3, w7.d w7, r1.p or w7.p p7
  from calendar c left join calendar r6 on r6.d = (c.d + interval '6 months')::date left join calendar r12 on r12.d = (c.d + interval '1 year')::date
  left join calendar r15 on r15.d = c.d + 15 left join calendar r30 on r30.d = c.d + 30 left join calendar r3 on r3.d = (c.d + interval '3 months')::date
  left join calendar r1 on r1.d = c.d + 1 left join calendar w7 on w7.w and w7.n = c.n + 7)`

/**
 * Names the clues of this data and nothing else: (rule, key, due). It knows that every row has its number and code, so it has none of
 * the fall-backs; it drops what the exclusions cover early and does not count it, and shows nothing of a clue. PostgreSQL runs the
 * same text.
 */
export const bareByHand = `
with ag as (select agency_code from agency where domain = '交通运输'), ${terms},
p as (select d.agency_code, d.doc_key, d.party_key, d.case_id, d.decision_date, d.fine_amount from penalty_decision d join ag on ag.agency_code = d.agency_code where d.record_status <> '撤销'),
pay as (select agency_code, doc_key, sum(amount) paid from fine_payment where item_code = '罚款' group by 1, 2),
rv as (select doc_key, bool_or(result = '未结') open_, bool_or(result = '撤销') gone, max(served_date) filter (where result in ('维持', '驳回')) served from admin_review group by 1),
df as (select agency_code, doc_key, max(end_date) end_date from penalty_deferral group by 1, 2),
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
  join (select doc_key, applicant_code, min(apply_date) apply_date from nonlit_case group by 1, 2) n on n.doc_key = win.doc_key and n.applicant_code = win.agency_code where n.apply_date > apply_end
union all
select 'R2b', n.case_key, case when n.hearing_before_ruling then l.d30 else l.w7 end
  from nonlit_case n join ag on ag.agency_code = n.applicant_code join dl l on l.d = n.accept_date
  where coalesce(n.ruling_date, $as_of) > case when n.hearing_before_ruling then l.d30 else l.w7 end
    and not exists (select 1 from penalty_decision d where d.doc_key = n.doc_key and d.agency_code = n.applicant_code and d.record_status = '撤销')
    and not exists (select 1 from rv where rv.doc_key = n.doc_key and rv.gone)`

const whose = (row: string, key: string, name: string, organ: string): string =>
  `(${row}.${key} = p.party_key or (${organ} = p.agency_code and (not p.several or ${row}.${name} = p.party_name or contains(${row}.${name}, '等')))`
/** Rows of another agency's own penalty of the same number are not of this one; only those that name another agency need be looked up. */
const notAnothers = (found: string, columns: string): string =>
  `(select ${columns} from ${found} where (organ <> agency_code) is not true
    union all select ${columns} from ${found} f anti join pen o on o.agency_code = f.organ and o.doc_key = f.doc and o.party_key = f.who where f.organ <> f.agency_code)`
const unread = (row: string, field: string): string => `coalesce(contains(${row}._unread, ',${field},'), false)`

const text = (sql: string): string => `(${sql})::varchar`
const money = (sql: string): string => text(`(${sql})::decimal(18, 2)`)
const payload = (fields: Readonly<Record<string, string>>): string =>
  `json_object(${Object.entries(fields)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})::varchar`
/** What a clue of R1 shows of its days: the end of each period, from when it was counted, and whether a year's calendar is not known yet. */
const days = {
  suit_told: text('suit_told'),
  suit_told__from: text('case when told then served_on end'),
  suit_told__provisional: text('told_p'),
  suit_untold: text('suit_untold'),
  suit_untold__from: text('case when not told then served_on end'),
  suit_untold__provisional: text('untold_p'),
  suit_review: text('suit_review'),
  suit_review__from: text('review_from'),
  suit_review__provisional: text('review_p'),
  apply_suit: text('case when not by_deferral then apply_end end'),
  apply_suit__from: text('case when not by_deferral then suit_end end'),
  apply_suit__provisional: text('case when not by_deferral then apply_p end'),
  apply_deferral: text('case when by_deferral then apply_end end'),
  apply_deferral__from: text('case when by_deferral then deferred_to end'),
  apply_deferral__provisional: text('case when by_deferral then apply_p end'),
}
const party = {
  agency_code: 't.agency_code',
  doc_key: 't.doc_key',
  party_key: 't.party_key',
  _subject_name: 'agency_name',
  _subject_code: 't.agency_code',
}
const toldHow = "case when told_suit_period is null then '（是否告知起诉期限不知道，按已经告知计算）' else '' end"
const named = { _party_name: 't.party_name', _party_id: 'coalesce(usc_code, id_no_mask)', _due: text('apply_end') }
const whom = { agency_name: 'agency_name', decision_date: text('decision_date'), party_name: 't.party_name', decision_no: 'decision_no' }

/**
 * Able to do all that the model does with its parameters as they are and the datasets that are here: fall-backs for rows without a number
 * or a code, several parties of one decision, parted from one cell or not, the file of another agency with the same numbers, agencies known by
 * name alone, receipts and applications of another agency with the same number, cells that could not be read; counts what each exclusion
 * silences and what could not be tested; gives the same columns, down to the text of each payload. Written with care for speed: it follows
 * the number of the penalty's row, fetches wide columns for the clues alone, and works out terms once for each day.
 */
export const wholeByHand = `
with own as (select agency_code, has_enforce_power from agency where domain = '交通运输'), ${terms},
pen0 as (select d._rid, d.agency_code, d.doc_key, d.party_key, d.party_name, d.case_id, d.decision_date, d.fine_amount fine, d.record_status, d.party_grade, d.party_seq, own.has_enforce_power
  from penalty_decision d join own using (agency_code) where d.doc_key is not null),
alike as (select agency_code, doc_key from pen0 group by all having count(*) > 1),
dup as (select agency_code, doc_key from pen0 semi join alike using (agency_code, doc_key) group by all having count(distinct case when party_seq is null or party_seq = 1 then party_key end) > 1),
pen as materialized (select p.*, dup.doc_key is not null several from pen0 p left join dup on dup.agency_code = p.agency_code and dup.doc_key = p.doc_key),
by_case0 as materialized (select p._rid, coalesce(x.agency_code <> p.agency_code, false) is_other, x.agency_code organ, x.doc_key doc, x.case_id process_case, x.service_date, x.told_suit_period, x.apply_court_date, x.perform_status, ${unread('x', 'apply_court_date')} court_unread
  from penalty_process x join pen p on p.case_id = x.case_id where x.agency_code = p.agency_code or x.doc_key = p.doc_key),
anothers as (select d.agency_code organ, d.doc_key doc, d.case_id process_case from penalty_decision d
  semi join (select * from by_case0 where is_other) b on b.organ = d.agency_code and b.doc = d.doc_key and b.process_case = d.case_id),
by_case as materialized (select * exclude (is_other, organ, doc) from by_case0 where not is_other
  union all select * exclude (is_other, organ, doc) from (from by_case0 where is_other) anti join anothers using (organ, doc, process_case)),
rest as materialized (select p._rid, p.agency_code, p.doc_key from pen p anti join by_case using (_rid)),
by_number as (select agency_code, doc_key, case_id, service_date, told_suit_period, apply_court_date, perform_status, ${unread('x', 'apply_court_date')} court_unread
  from penalty_process x semi join rest using (agency_code, doc_key)
  qualify row_number() over (partition by agency_code, doc_key order by service_date desc nulls last, _rid) = 1),
cases as (select * from by_case union all
  select rest._rid, n.case_id, n.service_date, n.told_suit_period, n.apply_court_date, n.perform_status, coalesce(n.court_unread, false) from rest left join by_number n using (agency_code, doc_key)),
reviewed as (select r.*, a.agency_code organ from admin_review r left join agency_name a on a.name_key = r.respondent_key),
rv0 as materialized (select p._rid, p.agency_code, r.organ, r.doc_key doc, r.applicant_key who, r.result, coalesce(r.served_date, r.result_date) served from reviewed r join pen p on p.doc_key = r.doc_key
  where ${whose('r', 'applicant_key', 'applicant', 'r.organ')} or (r.organ is null and r.applicant = p.party_name))),
rv as materialized ${notAnothers('rv0', '_rid, result, served')},
sued as (select s.*, a.agency_code organ from admin_litigation s left join agency_name a on a.name_key = s.defendant_key),
su0 as materialized (select p._rid, p.agency_code, s.organ, s.doc_key doc, s.plaintiff_key who, s.result, s.closed_date from sued s join pen p on p.doc_key = s.doc_key
  where ${whose('s', 'plaintiff_key', 'plaintiff', 's.organ')} or (s.organ is null and s.plaintiff = p.party_name))),
su as materialized ${notAnothers('su0', '_rid, result, closed_date')},
rvs as (select _rid, max(served) filter (where result in ('维持', '驳回')) served, bool_or(coalesce(result, '未结') = '未结') open_, bool_or(result = '撤销') gone from rv group by 1),
sus as (select _rid, bool_or(closed_date is null and result is null) open_, bool_or(closed_date is not null or result is not null) closed, bool_or(result in ('撤销', '确认无效')) gone from su group by 1),
df as (select agency_code, doc_key, max(end_date) filter (where kind in ('延期', '分期')) deferred_to,
    bool_or(kind in ('延期', '分期', '执行协议') and coalesce(end_date, $as_of) >= $as_of) now_,
    bool_or(kind = '终结执行' or (kind = '中止执行' and coalesce(end_date, $as_of) >= $as_of)) stopped from penalty_deferral group by all),
pay0 as materialized (select p._rid, p.agency_code, f.agency_code organ, f.doc_key doc, f.payer_key who, f.amount, ${unread('f', 'amount')} torn from fine_payment f join pen p on p.doc_key = f.doc_key
  where f.item_code = '罚款' and ${whose('f', 'payer_key', 'payer_name', 'f.agency_code')})),
pay as (select _rid, sum(amount) paid, bool_or(torn) torn from (
    select * from ${notAnothers('pay0', '_rid, amount, torn')}
    union all
    select p._rid, f.amount, ${unread('f', 'amount')} from fine_payment f join pen p on p.party_key = f.payer_key and p.agency_code = f.agency_code
      where f.item_code = '罚款' and f.doc_key is null and f.payer_id is not null and (abs(f.amount - p.fine) < 1 or ${unread('f', 'amount')}) and f.pay_date >= p.decision_date)
  group by 1),
filed as materialized (
  select n._rid nid, n.case_key, n.case_no, n.court_name, n.apply_date, n.doc_key, n.respondent, n.respondent_id, n.respondent_key, n.target_amount, a.agency_code organ from nonlit_case n join agency a on a.agency_code = n.applicant_code
  union all
  select n._rid, n.case_key, n.case_no, n.court_name, n.apply_date, n.doc_key, n.respondent, n.respondent_id, n.respondent_key, n.target_amount, a.agency_code from nonlit_case n anti join agency o on o.agency_code = n.applicant_code left join agency_name a on a.name_key = n.applicant_key),
app0 as materialized (select p._rid, p.agency_code, n.organ, n.doc_key doc, n.respondent_key who, n.case_key, n.case_no, n.court_name, n.apply_date, n.doc_key from filed n join pen p on p.doc_key = n.doc_key
  where ${whose('n', 'respondent_key', 'respondent', 'n.organ')} or (n.organ is null and n.respondent = p.party_name))),
app as materialized (
  select * from ${notAnothers('app0', '_rid, agency_code, case_key, case_no, court_name, apply_date, doc_key')}
  union all
  select p._rid, p.agency_code, n.case_key, n.case_no, n.court_name, n.apply_date, n.doc_key from filed n join pen p on p.party_key = n.respondent_key and p.agency_code = n.organ
    where n.doc_key is null and n.respondent_id is not null and abs(p.fine - n.target_amount) < 1),
first_app as (select _rid, min({'apply_date': coalesce(apply_date, date '9999-12-31'), 'case_no': case_no, 'court_name': court_name, 'doc_key': doc_key}) a from app group by 1),
begun as (select p.*, c.process_case, c.service_date, c.apply_court_date, c.perform_status, c.court_unread, rvs.served review_from, df.deferred_to,
    coalesce(rvs.open_, false) e3, coalesce(sus.open_, false) e3_suit, coalesce(sus.closed, false) e3_judged, coalesce(df.now_, false) e2, coalesce(df.stopped, false) e7,
    coalesce(p.record_status = '撤销', false) or coalesce(rvs.gone, false) or coalesce(sus.gone, false) e4, coalesce(pay.paid, 0) paid, coalesce(pay.torn, false) torn,
    coalesce(c.told_suit_period, true) told, c.told_suit_period, case when p.decision_date is null or c.service_date >= p.decision_date then c.service_date end served_on
  from cases c join pen p using (_rid) left join rvs using (_rid) left join sus using (_rid) left join pay using (_rid)
  left join df on df.agency_code = p.agency_code and df.doc_key = p.doc_key
  where p.fine > 0 and coalesce(p.record_status, '有效') <> '异议'),
sued_by as (select b.*, case when told then s.m6 end suit_told, case when told then s.p6 end told_p, case when not told then s.y1 end suit_untold, case when not told then s.p12 end untold_p, r.d15 suit_review, r.p15 review_p,
    case when s.d is not null then greatest(case when told then s.m6 else s.y1 end, r.d15) end suit_end
  from begun b left join dl s on s.d = b.served_on left join dl r on r.d = b.review_from),
timed as materialized (select t.*, coalesce(deferred_to > suit_end, false) by_deferral, a.m3 apply_end, a.p3 apply_p, coalesce(perform_status in ('已履行', '不需履行'), false) or paid >= fine e1
  from sued_by t left join dl a on a.d = case when deferred_to > suit_end then deferred_to else suit_end end),
r1a as materialized (select t.*, case when apply_end is null or torn or court_unread then '' when e1 then 'E1' when e2 then 'E2' when e3 then 'E3' when e3_suit then 'E3-suit' when e3_judged then 'E3-judged' when e4 then 'E4'
    when has_enforce_power then 'E6' when e7 then 'E7' when apply_court_date is not null then 'own-record' end code
  from timed t anti join app using (_rid) where apply_end < $as_of or apply_end is null or torn or court_unread),
r1b as materialized (select t.*, f.a.case_no case_no, f.a.court_name court_name, nullif(f.a.apply_date, date '9999-12-31') apply_date, f.a.doc_key case_doc, case when apply_end is null or f.a.apply_date = date '9999-12-31' or torn then '' when e1 then 'E1' when e2 then 'E2' when e3 then 'E3'
    when e3_suit then 'E3-suit' when e3_judged then 'E3-judged' when e4 then 'E4' when has_enforce_power then 'E6' end code
  from timed t join first_app f using (_rid) where (f.a.apply_date > apply_end and f.a.apply_date < date '9999-12-31') or apply_end is null or f.a.apply_date = date '9999-12-31' or torn),
linked as (select case_key, min(agency_code) linked from app group by 1),
gone as (select case_key from app where _rid in (select _rid from pen where record_status = '撤销' union all select _rid from rvs where gone union all select _rid from sus where gone)),
r2 as (select n._rid, n.case_key, n.case_no, n.court_name, n.respondent, n.accept_date, n.reject_date, n.target_amount, case when n.hearing_before_ruling then l.d30 end heard, case when n.hearing_before_ruling then l.p30 end heard_p,
    case when not coalesce(n.hearing_before_ruling, false) then l.w7 end written, case when not coalesce(n.hearing_before_ruling, false) then l.p7 end written_p,
    coalesce(n.hearing_before_ruling, false) hearing, coalesce(n.ruling_date, n.reject_date) ruled_on, n.ruling_date, n.ruling_result, ${unread('n', 'accept_date')} or ${unread('n', 'reject_date')} or ${unread('n', 'ruling_date')} torn
  from nonlit_case n join (select f.nid from filed f left join linked using (case_key) join own on own.agency_code = coalesce(linked.linked, f.organ)
    qualify row_number() over (partition by f.case_key order by own.agency_code, f.nid) = 1) mine on mine.nid = n._rid
  left join dl l on l.d = n.accept_date),
r2b as materialized (select *, coalesce(heard, written) due, coalesce(ruled_on, $as_of) seen, torn or (due is null and reject_date is null) or (ruled_on is null and ruling_result is not null and not regexp_matches(ruling_result, '未结|未裁定|审查中|审理中')) untested,
    case when untested then '' when hearing and seen <= due then 'E-heard' when ruling_date is null and reject_date <= due then 'E-rejected-later' when case_key in (select case_key from gone) then 'E4-case' end code from r2
  where due < seen or hearing or (ruling_date is null and reject_date <= due) or untested),
shown as (select d._rid, d.agency_name, d.decision_no, d.usc_code, d.id_no_mask from penalty_decision d
  semi join (select _rid from r1a where code is null union all select _rid from r1b where code is null) e on e._rid = d._rid),
filing_shown as (select n._rid, n.applicant, n.respondent_id_mask from nonlit_case n semi join (select _rid from r2b where code is null) e on e._rid = n._rid)
select 'R1a' as rule, 'clue' kind, t._rid about_rid, null::varchar code, null::bigint n, ${payload({
  ...party,
  ...named,
  _days_overdue: text('$as_of - apply_end'),
  _amount: money('fine - paid'),
  _grade: "case when party_grade = 'C' then 'B' else 'A' end",
  _score: text(
    '(least(100, 70 + least(20, (($as_of - apply_end) / 30)::decimal(18, 6)) + case when fine >= 50000 then 10 else 0 end))::decimal(18, 6)',
  ),
  ...days,
  ...whom,
  fine: money('fine'),
  service_date: text('service_date'),
  suit_end: text('suit_end'),
  apply_end: text('apply_end'),
  told_how: toldHow,
  paid: money('paid'),
  unpaid: money('fine - paid'),
  process_case: 'process_case',
})} payload
  from r1a t join shown using (_rid) where code is null
union all
select 'R1b', 'clue', t._rid, null, null, ${payload({
  ...party,
  ...named,
  _act: text('apply_date'),
  _days_overdue: text('apply_date - apply_end'),
  _amount: money('fine - paid'),
  _grade: "case when case_doc is null or party_grade = 'C' then 'B' else 'A' end",
  _score: "'60'",
  ...days,
  ...whom,
  service_date: text('service_date'),
  apply_end: text('apply_end'),
  told_how: toldHow,
  court_name: 'court_name',
  apply_date: text('apply_date'),
  case_no: 'case_no',
  unpaid: money('fine - paid'),
  process_case: 'process_case',
})}
  from r1b t join shown using (_rid) where code is null
union all
select 'R2b', 'clue', t._rid, null, null, ${payload({
  case_key: 'case_key',
  _subject_name: 'court_name',
  _party_name: 'respondent',
  _party_id: 'respondent_id_mask',
  _due: text('due'),
  _act: text('ruled_on'),
  _days_overdue: text('seen - due'),
  _amount: money('target_amount'),
  _score: text('(60 + least(20, ((seen - due) / 5)::decimal(18, 6)))::decimal(18, 6)'),
  ruling_written: text('written'),
  ruling_written__from: text('case when not hearing then accept_date end'),
  ruling_written__provisional: text('written_p'),
  ruling_heard: text('heard'),
  ruling_heard__from: text('case when hearing then accept_date end'),
  ruling_heard__provisional: text('heard_p'),
  court_name: 'court_name',
  accept_date: text('accept_date'),
  applicant: 'applicant',
  respondent: 'respondent',
  case_no: 'case_no',
  ruling_end: text('due'),
  ruled_seen: text('seen'),
  ruled_how: "case when ruled_on is null then '仍没有作出裁定' else '才作出裁定' end",
})}
  from r2b t join filing_shown using (_rid) where code is null
${['R1a', 'R1b', 'R2b']
  .map(
    (rule) =>
      `union all select '${rule}', case when code = '' then 'untested' else 'excluded' end, null, nullif(code, ''), count(*), null from ${rule.toLowerCase()} where code is not null group by code`,
  )
  .join('\n')}`
