WITH "own" AS (
  SELECT "t"."_rid", "t"."doc", "t"."fine", "t"."names"
  FROM "decision" AS "t"
  WHERE (CASE WHEN "t"."domain" IS NOT NULL THEN list_contains(from_json($p_domains, '["VARCHAR"]'), "t"."domain") END AND ("t"."fine" > CAST($p_least AS DECIMAL(18, 4))))
),
"served" AS (
  SELECT "t"."_rid", "t"."doc", "t"."fine", "t"."names", "r"."served"
  FROM "own" AS "t"
  LEFT JOIN "process" AS "r" ON "r"."doc" = "t"."doc"
),
"paid" AS (
  SELECT "t"."doc", CAST(sum("t"."amount") AS DECIMAL(28, 6)) AS "paid"
  FROM "payment" AS "t"
  GROUP BY "t"."doc"
),
"gap" AS (
  SELECT "t"."_rid", "t"."doc", "t"."fine", "t"."names", "t"."served", "r"."paid"
  FROM "served" AS "t"
  LEFT JOIN "paid" AS "r" ON "r"."doc" = "t"."doc"
),
"unpaid" AS (
  SELECT "t"."_rid", "t"."doc", "t"."names", "t"."served", ("t"."fine" - coalesce("t"."paid", 0)) AS "unpaid"
  FROM "gap" AS "t"
),
"dated" AS (
  SELECT "t"."_rid", "t"."doc", "t"."names", "t"."served", "t"."unpaid", "c2"."nx" AS "due_on", "t"."served" AS "due_on__from", ("c1"."nxp" OR "c2"."nxp") AS "due_on__provisional"
  FROM "unpaid" AS "t"
  LEFT JOIN "calendar" AS "c1" ON "c1"."d" = CAST(CASE WHEN ("t"."served" BETWEEN DATE '1970-01-01' AND DATE '2099-12-31') THEN "t"."served" END + to_months(CAST(6 AS INTEGER)) AS DATE)
  LEFT JOIN "calendar" AS "c2" ON "c2"."d" = CAST("c1"."nx" + to_months(CAST(3 AS INTEGER)) AS DATE)
),
"late" AS (
  SELECT "t"."_rid", "t"."doc", "t"."names", "t"."served", "t"."unpaid", "t"."due_on", "t"."due_on__from", "t"."due_on__provisional"
  FROM "dated" AS "t"
  ANTI JOIN "court" AS "r" ON "r"."doc" = "t"."doc"
),
"settled" AS (
  SELECT "t"."doc"
  FROM "unpaid" AS "t"
  SEMI JOIN "payment" AS "r" ON "r"."doc" = "t"."doc" AND ("r"."amount" > 50)
),
"R1 rows" AS (
  SELECT "t"."_rid", "t"."doc", '某局' AS "_subject_name", "t"."due_on" AS "_due", CAST(CAST($as_of AS DATE) - "t"."due_on" AS BIGINT) AS "_days_overdue", CAST("t"."unpaid" AS DECIMAL(18, 2)) AS "_amount", CASE WHEN TRUE THEN 'A' ELSE 'B' END AS "_grade", (60 + least(20, CAST(CAST(CAST(CAST($as_of AS DATE) - "t"."due_on" AS BIGINT) AS DOUBLE) / nullif(CAST(30 AS DOUBLE), 0) AS DECIMAL(28, 6)))) AS "_score", "t"."due_on", "t"."due_on__from", "t"."due_on__provisional", "t"."served", "t"."names", "t"."unpaid"
  FROM "late" AS "t"
  WHERE (("t"."due_on" < CAST($as_of AS DATE)) AND (("t"."due_on" IS NOT NULL) IS TRUE))
),
"R1" AS MATERIALIZED (
  SELECT "t"."_rid", "t"."doc", "t"."_subject_name", "t"."_due", "t"."_days_overdue", "t"."_amount", "t"."_grade", "t"."_score", "t"."due_on", "t"."due_on__from", "t"."due_on__provisional", "t"."served", "t"."names",
    CASE
      WHEN ("t"."unpaid" <= 0) THEN 'E1'
      WHEN "t"."doc" IN (SELECT "E2"."doc" FROM "settled" AS "E2") THEN 'E2'
    END AS "_code"
  FROM "R1 rows" AS "t"
),
"R1 untested" AS (
  SELECT 1 AS "_one"
  FROM "late" AS "t"
  WHERE (("t"."due_on" IS NOT NULL) IS NOT TRUE)
),
"R2 rows" AS (
  SELECT "t"."_rid", "t"."doc", '某局' AS "_subject_name", 50 AS "_score"
  FROM "own" AS "t"
),
"R2" AS MATERIALIZED (
  SELECT "t"."_rid", "t"."doc", "t"."_subject_name", "t"."_score",
    CAST(NULL AS VARCHAR) AS "_code"
  FROM "R2 rows" AS "t"
)
SELECT rule, kind, about_rid, code, n, payload FROM (
  SELECT 'R1' AS rule, 'clue' AS kind, "_rid" AS about_rid, CAST(NULL AS VARCHAR) AS code, CAST(NULL AS BIGINT) AS n, CAST(json_object('doc', "doc", '_subject_name', "_subject_name", '_due', CAST("_due" AS VARCHAR), '_days_overdue', CAST("_days_overdue" AS VARCHAR), '_amount', CAST(CAST("_amount" AS DECIMAL(28, 2)) AS VARCHAR), '_grade', "_grade", '_score', CAST(CAST("_score" AS DECIMAL(28, 6)) AS VARCHAR), 'due_on', CAST("due_on" AS VARCHAR), 'due_on__from', CAST("due_on__from" AS VARCHAR), 'due_on__provisional', CAST("due_on__provisional" AS VARCHAR), 'served', CAST("served" AS VARCHAR), 'names', array_to_string("names", '、')) AS VARCHAR) AS payload FROM "R1" WHERE "_code" IS NULL
  UNION ALL
  SELECT 'R1', 'excluded', CAST(NULL AS BIGINT), "_code", count(*), CAST(NULL AS VARCHAR) FROM "R1" WHERE "_code" IS NOT NULL GROUP BY "_code"
  UNION ALL
  SELECT 'R1', 'untested', CAST(NULL AS BIGINT), CAST(NULL AS VARCHAR), count(*), CAST(NULL AS VARCHAR) FROM "R1 untested"
  UNION ALL
  SELECT 'R2' AS rule, 'clue' AS kind, "_rid" AS about_rid, CAST(NULL AS VARCHAR) AS code, CAST(NULL AS BIGINT) AS n, CAST(json_object('doc', "doc", '_subject_name', "_subject_name", '_score', CAST("_score" AS VARCHAR)) AS VARCHAR) AS payload FROM "R2" WHERE "_code" IS NULL
) AS found
ORDER BY rule, kind, about_rid, code, payload
