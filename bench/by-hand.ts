/*
 * R1a, R1b and R2b of the transport model as somebody who knows SQL, the engine and this data writes them, over the same mounted
 * snapshot. Two statements, since “the same rules” may mean two things.
 */

/** Terms depend on the day alone, so they are worked out once for each day. */
const terms = `dl as (select c.d, r6.nx m6, r6.nxp p6, r12.nx y1, r12.nxp p12, r15.nx d15, r15.nxp p15, r30.nx d30, r30.nxp p30, r3.nx m3, r3.nxp p3, w7.d w7
  from calendar c left join calendar r6 on r6.d = (c.d + interval '6 months')::date left join calendar r12 on r12.d = (c.d + interval '1 year')::date
  left join calendar r15 on r15.d = c.d + 15 left join calendar r30 on r30.d = c.d + 30 left join calendar r3 on r3.d = (c.d + interval '3 months')::date
  left join calendar w7 on w7.w and w7.n = c.n + 7)`

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
const notAnothers = (organ: string, doc: string, party: string): string =>
  `and (${organ} is not distinct from p.agency_code or ${organ} is null or not exists (select 1 from pen o where o.agency_code = ${organ} and o.doc_key = ${doc} and o.party_key = ${party}))`

/**
 * Able to do all that the model does: fall-backs for rows without a number or a code, several parties of one decision, agencies
 * known by name alone, receipts and applications of another agency with the same number; counts what each exclusion silences and
 * what could not be tested; gives each clue the figures and days that it shows, as typed columns. Written with care for speed: it
 * follows the number of the penalty's row, fetches wide columns for the clues alone, and works out terms once for each day.
 */
export const wholeByHand = `
with own as (select agency_code, has_enforce_power from agency where domain = '交通运输'), ${terms},
pen0 as (select d._rid, d.agency_code, d.doc_key, d.party_key, d.party_name, d.case_id, d.decision_date, d.fine_amount fine, d.record_status, d.party_grade, own.has_enforce_power
  from penalty_decision d join own using (agency_code) where d.doc_key is not null),
dup as (select agency_code, doc_key from pen0 group by all having min(party_key) is distinct from max(party_key) or min(party_key) is null),
pen as materialized (select p.*, dup.doc_key is not null several from pen0 p left join dup on dup.agency_code = p.agency_code and dup.doc_key = p.doc_key),
by_case as materialized (select p._rid, x.case_id process_case, x.service_date, x.told_suit_period, x.apply_court_date, x.perform_status
  from penalty_process x join pen p on p.case_id = x.case_id where x.agency_code = p.agency_code or x.doc_key = p.doc_key),
rest as materialized (select p._rid, p.agency_code, p.doc_key from pen p anti join by_case using (_rid)),
by_number as (select agency_code, doc_key, case_id, service_date, told_suit_period, apply_court_date, perform_status from penalty_process x semi join rest using (agency_code, doc_key)
  qualify row_number() over (partition by agency_code, doc_key order by service_date desc nulls last, _rid) = 1),
cases as (select * from by_case union all
  select rest._rid, n.case_id, n.service_date, n.told_suit_period, n.apply_court_date, n.perform_status from rest left join by_number n using (agency_code, doc_key)),
reviewed as (select r.*, a.agency_code organ from admin_review r left join agency_name a on a.name_key = r.respondent_key),
rv as materialized (select p._rid, r.result, coalesce(r.served_date, r.result_date) served from reviewed r join pen p on p.doc_key = r.doc_key
  where ${whose('r', 'applicant_key', 'applicant', 'r.organ')} or (r.organ is null and r.applicant = p.party_name)) ${notAnothers('r.organ', 'r.doc_key', 'r.applicant_key')}),
sued as (select s.*, a.agency_code organ from admin_litigation s left join agency_name a on a.name_key = s.defendant_key),
su as materialized (select p._rid, s.result, s.closed_date from sued s join pen p on p.doc_key = s.doc_key
  where ${whose('s', 'plaintiff_key', 'plaintiff', 's.organ')} or (s.organ is null and s.plaintiff = p.party_name)) ${notAnothers('s.organ', 's.doc_key', 's.plaintiff_key')}),
rvs as (select _rid, max(served) filter (where result in ('维持', '驳回')) served, bool_or(coalesce(result, '未结') = '未结') open_, bool_or(result = '撤销') gone from rv group by 1),
sus as (select _rid, bool_or(closed_date is null and result is null) open_, bool_or(closed_date is not null or result is not null) closed, bool_or(result in ('撤销', '确认无效')) gone from su group by 1),
df as (select agency_code, doc_key, max(end_date) filter (where kind in ('延期', '分期')) deferred_to,
    bool_or(kind in ('延期', '分期', '执行协议') and coalesce(end_date, $as_of) >= $as_of) now_,
    bool_or(kind = '终结执行' or (kind = '中止执行' and coalesce(end_date, $as_of) >= $as_of)) stopped from penalty_deferral group by all),
pay as (select _rid, sum(amount) paid from (
    select p._rid, f.amount from fine_payment f join pen p on p.doc_key = f.doc_key
      where f.item_code = '罚款' and ${whose('f', 'payer_key', 'payer_name', 'f.agency_code')}) ${notAnothers('f.agency_code', 'f.doc_key', 'f.payer_key')}
    union all
    select p._rid, f.amount from fine_payment f join pen p on p.party_key = f.payer_key and p.agency_code = f.agency_code
      where f.item_code = '罚款' and f.doc_key is null and f.payer_id is not null and abs(f.amount - p.fine) < 1 and f.pay_date >= p.decision_date)
  group by 1),
filed as materialized (
  select n._rid nid, n.case_key, n.case_no, n.court_name, n.apply_date, n.doc_key, n.respondent, n.respondent_id, n.respondent_key, n.target_amount, a.agency_code organ from nonlit_case n join agency a on a.agency_code = n.applicant_code
  union all
  select n._rid, n.case_key, n.case_no, n.court_name, n.apply_date, n.doc_key, n.respondent, n.respondent_id, n.respondent_key, n.target_amount, a.agency_code from nonlit_case n anti join agency o on o.agency_code = n.applicant_code left join agency_name a on a.name_key = n.applicant_key),
app as materialized (
  select p._rid, p.agency_code, n.case_key, n.case_no, n.court_name, n.apply_date, n.doc_key from filed n join pen p on p.doc_key = n.doc_key
    where ${whose('n', 'respondent_key', 'respondent', 'n.organ')} or (n.organ is null and n.respondent = p.party_name)) ${notAnothers('n.organ', 'n.doc_key', 'n.respondent_key')}
  union all
  select p._rid, p.agency_code, n.case_key, n.case_no, n.court_name, n.apply_date, n.doc_key from filed n join pen p on p.party_key = n.respondent_key and p.agency_code = n.organ
    where n.doc_key is null and n.respondent_id is not null and abs(p.fine - n.target_amount) < 1),
first_app as (select _rid, min({'apply_date': coalesce(apply_date, date '9999-12-31'), 'case_no': case_no, 'court_name': court_name, 'doc_key': doc_key}) a from app group by 1),
begun as (select p.*, c.process_case, c.service_date, c.apply_court_date, c.perform_status, rvs.served review_from, df.deferred_to,
    coalesce(rvs.open_, false) e3, coalesce(sus.open_, false) e3_suit, coalesce(sus.closed, false) e3_judged, coalesce(df.now_, false) e2, coalesce(df.stopped, false) e7,
    p.record_status = '撤销' or coalesce(rvs.gone, false) or coalesce(sus.gone, false) e4, coalesce(pay.paid, 0) paid,
    coalesce(c.told_suit_period, true) told, case when p.decision_date is null or c.service_date >= p.decision_date then c.service_date end served_on
  from cases c join pen p using (_rid) left join rvs using (_rid) left join sus using (_rid) left join pay using (_rid)
  left join df on df.agency_code = p.agency_code and df.doc_key = p.doc_key
  where p.fine > 0 and coalesce(p.record_status, '有效') <> '异议'),
sued_by as (select b.*, case when told then s.m6 end suit_told, case when told then s.p6 end told_p, case when not told then s.y1 end suit_untold, case when not told then s.p12 end untold_p, r.d15 suit_review, r.p15 review_p,
    case when s.d is not null then greatest(case when told then s.m6 else s.y1 end, r.d15) end suit_end
  from begun b left join dl s on s.d = b.served_on left join dl r on r.d = b.review_from),
timed as materialized (select t.*, coalesce(deferred_to > suit_end, false) by_deferral, a.m3 apply_end, a.p3 apply_p, perform_status in ('已履行', '不需履行') or paid >= fine e1
  from sued_by t left join dl a on a.d = case when deferred_to > suit_end then deferred_to else suit_end end),
r1a as materialized (select t.*, case when apply_end is null then '' when e1 then 'E1' when e2 then 'E2' when e3 then 'E3' when e3_suit then 'E3-suit' when e3_judged then 'E3-judged' when e4 then 'E4'
    when has_enforce_power then 'E6' when e7 then 'E7' when apply_court_date is not null then 'own-record' end code
  from timed t anti join app using (_rid) where apply_end < $as_of or apply_end is null),
r1b as materialized (select t.*, f.a.case_no case_no, f.a.court_name court_name, nullif(f.a.apply_date, date '9999-12-31') apply_date, f.a.doc_key case_doc, case when apply_end is null or f.a.apply_date = date '9999-12-31' then '' when e1 then 'E1' when e2 then 'E2' when e3 then 'E3'
    when e3_suit then 'E3-suit' when e3_judged then 'E3-judged' when e4 then 'E4' when has_enforce_power then 'E6' end code
  from timed t join first_app f using (_rid) where f.a.apply_date > apply_end or apply_end is null),
linked as (select case_key, min(agency_code) linked from app group by 1),
gone as (select case_key from app where _rid in (select _rid from pen where record_status = '撤销' union all select _rid from rvs where gone union all select _rid from sus where gone)),
r2 as (select n.*, case when n.hearing_before_ruling then l.d30 end heard, case when n.hearing_before_ruling then l.p30 end heard_p, case when not coalesce(n.hearing_before_ruling, false) then l.w7 end written,
    coalesce(n.ruling_date, n.reject_date) ruled_on
  from nonlit_case n join (select f.nid from filed f left join linked using (case_key) join own on own.agency_code = coalesce(linked.linked, f.organ)
    qualify row_number() over (partition by f.case_key order by own.agency_code, f.nid) = 1) mine on mine.nid = n._rid
  left join dl l on l.d = n.accept_date),
r2b as materialized (select *, coalesce(heard, written) due, case when due is null and reject_date is null then '' when case_key in (select case_key from gone) then 'E4-case' end code from r2
  where coalesce(heard, written) < coalesce(ruled_on, $as_of) or (coalesce(heard, written) is null and reject_date is null)),
shown as (select d._rid, d.agency_name, d.decision_no, d.usc_code, d.id_no_mask from penalty_decision d
  semi join (select _rid from r1a where code is null union all select _rid from r1b where code is null) e on e._rid = d._rid)
select 'R1a' as rule, 'clue' kind, t._rid about_rid, null::varchar code, null::bigint n, t.agency_code || '|' || t.doc_key || '|' || t.party_key as "key", apply_end due, null::date act, $as_of - apply_end days_overdue,
  agency_name subject, t.party_name party, coalesce(usc_code, id_no_mask) party_id, fine - paid amount, case when party_grade = 'C' then 'B' else 'A' end grade, least(100, 70 + least(20, ($as_of - apply_end) / 30) + case when fine >= 50000 then 10 else 0 end) score,
  decision_no, decision_date, service_date, suit_told, told_p, suit_untold, untold_p, suit_review, review_from, review_p, suit_end, by_deferral, deferred_to, apply_p, fine, paid, process_case, null::varchar case_no, null::varchar court_name
  from r1a t join shown using (_rid) where code is null
union all
select 'R1b', 'clue', t._rid, null, null, t.agency_code || '|' || t.doc_key || '|' || t.party_key, apply_end, apply_date, apply_date - apply_end,
  agency_name, t.party_name, coalesce(usc_code, id_no_mask), fine - paid, case when case_doc is null or party_grade = 'C' then 'B' else 'A' end, 60,
  decision_no, decision_date, service_date, suit_told, told_p, suit_untold, untold_p, suit_review, review_from, review_p, suit_end, by_deferral, deferred_to, apply_p, fine, paid, process_case, case_no, court_name
  from r1b t join shown using (_rid) where code is null
union all
select 'R2b', 'clue', _rid, null, null, case_key, due, ruled_on, coalesce(ruled_on, $as_of) - due, court_name, respondent, respondent_id_mask, target_amount, null, 60 + least(20, (coalesce(ruled_on, $as_of) - due) / 5),
  applicant, accept_date, null, written, null, heard, heard_p, null, null, null, null, null, null, null, null, null, null, case_no, court_name from r2b where code is null
${['R1a', 'R1b', 'R2b']
  .map(
    (rule) =>
      `union all select '${rule}', case when code = '' then 'untested' else 'excluded' end, null, nullif(code, ''), count(*), ${Array(29).fill('null').join(', ')} from ${rule.toLowerCase()} where code is not null group by code`,
  )
  .join('\n')}`
