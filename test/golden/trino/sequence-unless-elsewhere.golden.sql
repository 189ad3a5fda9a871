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
  SELECT "t"."_rid", "t"."who", "t"."day", "t"."n", "r"."n" AS "after", "r"."day" AS "_next"
  FROM "a" AS "t"
  JOIN "b" AS "r" ON "r"."who" = "t"."who" AND (("r"."day" >= "t"."day") AND ("r"."_rid" <> "t"."_rid"))
),
"s nearest" AS (
  SELECT "who", "day", "n", "after", "_next"
  FROM (
    SELECT "t"."who", "t"."day", "t"."n", "t"."after", "t"."_next", row_number() OVER (PARTITION BY "t"."_rid" ORDER BY "t"."_next" ASC NULLS LAST, "t"."_next" ASC NULLS LAST, "t"."_rid" ASC NULLS LAST, "t"."after" ASC NULLS LAST, "t"."day" ASC NULLS LAST, "t"."n" ASC NULLS LAST, "t"."who" ASC NULLS LAST) AS "_nth"
    FROM "s followed" AS "t"
  ) AS "t"
  WHERE "_nth" = 1
),
"s" AS (
  SELECT "t"."n", "t"."after"
  FROM "s nearest" AS "t"
  WHERE NOT EXISTS (SELECT 1 FROM "relief" AS "r" WHERE "r"."person" = "t"."who" AND ("r"."on_day" BETWEEN "t"."day" AND "t"."_next"))
)
SELECT "n", "after"
FROM "s"
