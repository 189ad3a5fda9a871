WITH "s shares" AS (
  SELECT "t"."no" AS "_member", unnest(list_filter([('1:' || nullif(trim("t"."phone"), '')), ('2:' || nullif(trim("t"."address"), ''))], lambda one: one IS NOT NULL)) AS "_shared"
  FROM "loan" AS "t"
),
"s links" AS (
  SELECT "t"."_member", "t"."_shared"
  FROM "s shares" AS "t"
  WHERE ("t"."_member" IS NOT NULL)
  GROUP BY "t"."_member", "t"."_shared"
),
"s counted" AS (
  SELECT "t"."_member", "t"."_shared", count(*) OVER (PARTITION BY "t"."_shared") AS "_size"
  FROM "s links" AS "t"
),
"s linked" AS (
  SELECT "t"."_member", "t"."_shared", "t"."_member" AS "_label"
  FROM "s counted" AS "t"
  WHERE (("t"."_size" > 1) AND ("t"."_size" <= 50))
),
"s round 1 sharing" AS (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_shared") AS "_label"
  FROM "s linked" AS "t"
),
"s round 1" AS MATERIALIZED (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_member") AS "_label"
  FROM "s round 1 sharing" AS "t"
),
"s round 2 sharing" AS (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_shared") AS "_label"
  FROM "s round 1" AS "t"
),
"s round 2" AS MATERIALIZED (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_member") AS "_label"
  FROM "s round 2 sharing" AS "t"
),
"s round 3 sharing" AS (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_shared") AS "_label"
  FROM "s round 2" AS "t"
),
"s round 3" AS MATERIALIZED (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_member") AS "_label"
  FROM "s round 3 sharing" AS "t"
),
"s round 4 sharing" AS (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_shared") AS "_label"
  FROM "s round 3" AS "t"
),
"s round 4" AS MATERIALIZED (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_member") AS "_label"
  FROM "s round 4 sharing" AS "t"
),
"s round 5 sharing" AS (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_shared") AS "_label"
  FROM "s round 4" AS "t"
),
"s round 5" AS MATERIALIZED (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_member") AS "_label"
  FROM "s round 5 sharing" AS "t"
),
"s round 6 sharing" AS (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_shared") AS "_label"
  FROM "s round 5" AS "t"
),
"s round 6" AS MATERIALIZED (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_member") AS "_label"
  FROM "s round 6 sharing" AS "t"
),
"s round 7 sharing" AS (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_shared") AS "_label"
  FROM "s round 6" AS "t"
),
"s round 7" AS MATERIALIZED (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_member") AS "_label"
  FROM "s round 7 sharing" AS "t"
),
"s round 8 sharing" AS (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_shared") AS "_label"
  FROM "s round 7" AS "t"
),
"s round 8" AS MATERIALIZED (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_member") AS "_label"
  FROM "s round 8 sharing" AS "t"
),
"s round 9 sharing" AS (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_shared") AS "_label"
  FROM "s round 8" AS "t"
),
"s round 9" AS MATERIALIZED (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_member") AS "_label"
  FROM "s round 9 sharing" AS "t"
),
"s round 10 sharing" AS (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_shared") AS "_label"
  FROM "s round 9" AS "t"
),
"s round 10" AS MATERIALIZED (
  SELECT "t"."_member", "t"."_shared", min("t"."_label") OVER (PARTITION BY "t"."_member") AS "_label"
  FROM "s round 10 sharing" AS "t"
),
"s spread" AS (
  SELECT "t"."_member", "t"."_label", (min("t"."_label") OVER (PARTITION BY "t"."_shared") <> max("t"."_label") OVER (PARTITION BY "t"."_shared")) AS "_wide"
  FROM "s round 10" AS "t"
),
"s members" AS (
  SELECT "t"."_member", "t"."_label", bool_or("t"."_wide") AS "_wide"
  FROM "s spread" AS "t"
  GROUP BY "t"."_member", "t"."_label"
),
"s sized" AS (
  SELECT "t"."_member", "t"."_label", count(*) OVER (PARTITION BY "t"."_label") AS "_size", bool_or("t"."_wide") OVER (PARTITION BY "t"."_label") AS "_wide"
  FROM "s members" AS "t"
),
"s clusters" AS (
  SELECT "t"."_member", "t"."_label", "t"."_size", ("t"."_wide" OR ("t"."_size" > 50)) AS "_wide"
  FROM "s sized" AS "t"
),
"s" AS (
  SELECT "t"."no", CASE WHEN ("r"."_member" IS NULL) THEN "t"."no" WHEN (NOT "r"."_wide") THEN "r"."_label" END AS "cluster", CASE WHEN ("r"."_member" IS NULL) THEN CASE WHEN ("t"."no" IS NOT NULL) THEN 1 END WHEN (NOT "r"."_wide") THEN "r"."_size" END AS "cluster_size"
  FROM "loan" AS "t"
  LEFT JOIN "s clusters" AS "r" ON "r"."_member" = "t"."no"
)
SELECT "no", "cluster", "cluster_size"
FROM "s"
