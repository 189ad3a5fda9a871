WITH "own" AS (
  SELECT "t"."_rid", "t"."doc", "t"."fine"
  FROM "decision" AS "t"
  WHERE (CASE WHEN "t"."domain" IS NOT NULL THEN list_contains(from_json($p_domains, '["VARCHAR"]'), "t"."domain") END AND ("t"."fine" > CAST($p_least AS DECIMAL(18, 4))))
),
"served" AS (
  SELECT "t"."_rid", "t"."doc", "t"."fine", "r"."served"
  FROM "own" AS "t"
  LEFT JOIN "process" AS "r" ON "r"."doc" = "t"."doc"
),
"paid" AS (
  SELECT "t"."doc", CAST(sum("t"."amount") AS DECIMAL(28, 6)) AS "paid"
  FROM "payment" AS "t"
  GROUP BY "t"."doc"
),
"gap" AS (
  SELECT "t"."_rid", "t"."doc", "t"."fine", "t"."served", "r"."paid"
  FROM "served" AS "t"
  LEFT JOIN "paid" AS "r" ON "r"."doc" = "t"."doc"
),
"unpaid" AS (
  SELECT "t"."_rid", "t"."doc", "t"."served", ("t"."fine" - coalesce("t"."paid", 0)) AS "unpaid"
  FROM "gap" AS "t"
),
"dated" AS (
  SELECT "t"."_rid", "t"."doc", "t"."served", "t"."unpaid", "c2"."nx" AS "due_on", "t"."served" AS "due_on__from", ("c1"."nxp" OR "c2"."nxp") AS "due_on__provisional"
  FROM "unpaid" AS "t"
  LEFT JOIN "calendar" AS "c1" ON "c1"."d" = CAST(CASE WHEN ("t"."served" BETWEEN DATE '1970-01-01' AND DATE '2099-12-31') THEN "t"."served" END + to_months(CAST(6 AS INTEGER)) AS DATE)
  LEFT JOIN "calendar" AS "c2" ON "c2"."d" = CAST("c1"."nx" + to_months(CAST(3 AS INTEGER)) AS DATE)
),
"late" AS (
  SELECT "t"."_rid", "t"."doc", "t"."due_on", "t"."unpaid", "t"."due_on__from", "t"."due_on__provisional", "t"."served", (("t"."due_on" IS NOT NULL) IS NOT TRUE) AS "_untested", "t"."doc" AS "_own_doc"
  FROM "dated" AS "t"
  WHERE (("t"."due_on" < CAST($as_of AS DATE)) OR (("t"."due_on" IS NOT NULL) IS NOT TRUE))
),
"settled" AS (
  SELECT "t"."doc"
  FROM "unpaid" AS "t"
  SEMI JOIN "payment" AS "r" ON "r"."doc" = "t"."doc" AND ("r"."amount" > 50)
),
"R1 rows" AS (
  SELECT "t"."_rid", "t"."doc", "t"."due_on", "t"."unpaid", "t"."due_on__from", "t"."due_on__provisional", "t"."served", "t"."_untested"
  FROM "late" AS "t"
  ANTI JOIN "court" AS "r" ON "r"."doc" = "t"."_own_doc"
),
"R1" AS MATERIALIZED (
  SELECT "t"."_rid", "t"."doc", "t"."due_on", "t"."unpaid", "t"."due_on__from", "t"."due_on__provisional", "t"."served",
    CASE
      WHEN "t"."_untested" THEN ''
      WHEN ("t"."unpaid" <= 0) THEN 'E1'
      WHEN "t"."doc" IN (SELECT "E2"."doc" FROM "settled" AS "E2") THEN 'E2'
    END AS "_code"
  FROM "R1 rows" AS "t"
),
"R2" AS MATERIALIZED (
  SELECT "t"."_rid", "t"."doc",
    CAST(NULL AS VARCHAR) AS "_code"
  FROM "own" AS "t"
),
"R1 about" AS (
  SELECT "t"."_rid"
  FROM "R1" AS "t"
  WHERE ("t"."_code" IS NULL)
),
"decision about" AS (
  SELECT "_rid" FROM "R1 about"
),
"decision late" AS (
  SELECT "t"."_rid", "t"."names"
  FROM "decision" AS "t"
  SEMI JOIN "decision about" AS "r" ON "r"."_rid" = "t"."_rid"
)
SELECT 'R1' AS rule, 'clue' AS kind, "t"."_rid" AS about_rid, CAST(NULL AS VARCHAR) AS code, CAST(NULL AS BIGINT) AS n, CAST(json_object('doc', "t"."doc", '_subject_name', '某局', '_due', CAST("t"."due_on" AS VARCHAR), '_days_overdue', CAST(CAST(CAST($as_of AS DATE) - "t"."due_on" AS BIGINT) AS VARCHAR), '_amount', CASE WHEN TRY_CAST("t"."unpaid" AS DECIMAL(18, 6)) = "t"."unpaid" THEN CAST(CAST(TRY_CAST("t"."unpaid" AS DECIMAL(18, 6)) AS DECIMAL(18, 2)) AS VARCHAR) ELSE CAST(CAST("t"."unpaid" AS DECIMAL(28, 2)) AS VARCHAR) END, '_grade', CASE WHEN TRUE THEN 'A' ELSE 'B' END, '_score', coalesce(CAST(TRY_CAST((60 + least(20, CAST(CAST(CAST(CAST($as_of AS DATE) - "t"."due_on" AS BIGINT) AS DOUBLE) / nullif(CAST(30 AS DOUBLE), 0) AS DECIMAL(28, 6)))) AS DECIMAL(18, 6)) AS VARCHAR), CAST(CAST((60 + least(20, CAST(CAST(CAST(CAST($as_of AS DATE) - "t"."due_on" AS BIGINT) AS DOUBLE) / nullif(CAST(30 AS DOUBLE), 0) AS DECIMAL(28, 6)))) AS DECIMAL(28, 6)) AS VARCHAR)), 'due_on', CAST("t"."due_on" AS VARCHAR), 'due_on__from', CAST("t"."due_on__from" AS VARCHAR), 'due_on__provisional', CAST("t"."due_on__provisional" AS VARCHAR), 'served', CAST("t"."served" AS VARCHAR), 'names', array_to_string("l"."names", '、')) AS VARCHAR) AS payload FROM "R1" AS "t" JOIN "decision late" AS "l" ON "l"."_rid" = "t"."_rid" WHERE "t"."_code" IS NULL
UNION ALL
SELECT 'R1', 'excluded', CAST(NULL AS BIGINT), "_code", count(*), CAST(NULL AS VARCHAR) FROM "R1" AS "t" WHERE "_code" <> '' GROUP BY "_code"
UNION ALL
SELECT 'R1', 'untested', CAST(NULL AS BIGINT), CAST(NULL AS VARCHAR), count(*), CAST(NULL AS VARCHAR) FROM "R1" AS "t" WHERE "_code" = ''
UNION ALL
SELECT 'R2' AS rule, 'clue' AS kind, "t"."_rid" AS about_rid, CAST(NULL AS VARCHAR) AS code, CAST(NULL AS BIGINT) AS n, CAST(json_object('doc', "t"."doc", '_subject_name', '某局', '_score', CAST(50 AS VARCHAR)) AS VARCHAR) AS payload FROM "R2" AS "t" WHERE "t"."_code" IS NULL
