WITH "a" AS (
  SELECT "t"."_rid", "t"."who", "t"."day", "t"."n"
  FROM "event" AS "t"
  WHERE ("t"."kind" = 'A')
),
"b" AS (
  SELECT "t"."_rid", "t"."who", "t"."day", "t"."n"
  FROM "event" AS "t"
  WHERE ("t"."kind" = 'B')
),
"s followed" AS (
  SELECT "t"."_rid", "t"."n", "r"."n" AS "after", "r"."day" AS "_next"
  FROM "a" AS "t"
  JOIN "b" AS "r" ON "r"."who" = "t"."who" AND ((("r"."day" >= "t"."day") AND ("r"."_rid" <> "t"."_rid")) AND ("r"."n" > ("t"."n" + 1)))
),
"s nearest" AS (
  SELECT "n", "after"
  FROM (
    SELECT "t"."n", "t"."after", row_number() OVER (PARTITION BY "t"."_rid" ORDER BY "t"."_next" ASC NULLS LAST, "t"."_next" ASC NULLS LAST, "t"."_rid" ASC NULLS LAST, "t"."after" ASC NULLS LAST, "t"."n" ASC NULLS LAST) AS "_nth"
    FROM "s followed" AS "t"
  ) AS "t"
  WHERE "_nth" = 1
),
"s" AS (
  SELECT "t"."n", "t"."after"
  FROM "s nearest" AS "t"
)
SELECT "n", "after"
FROM "s"
