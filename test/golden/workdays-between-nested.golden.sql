WITH "s r days" AS (
  SELECT "t"."paid_doc", CASE WHEN ("c4"."n" - "c3"."n") IS NOT NULL THEN greatest(("c4"."n" - "c3"."n"), 0) END AS "_workdays_2"
  FROM "payment" AS "t"
  LEFT JOIN "calendar" AS "c1" ON "c1"."d" = "t"."paid_on"
  LEFT JOIN "calendar" AS "c2" ON "c2"."d" = DATE '2024-03-08'
  LEFT JOIN "calendar" AS "c3" ON "c3"."d" = "t"."paid_on"
  LEFT JOIN "calendar" AS "c4" ON "c4"."d" = CASE WHEN CASE WHEN ("c2"."n" - "c1"."n") IS NOT NULL THEN greatest(("c2"."n" - "c1"."n"), 0) END BETWEEN -146000 AND 146000 THEN ("t"."paid_on" + CAST(CASE WHEN ("c2"."n" - "c1"."n") IS NOT NULL THEN greatest(("c2"."n" - "c1"."n"), 0) END AS INTEGER)) END
),
"s" AS (
  SELECT "t"."doc"
  FROM "penalty" AS "t"
  SEMI JOIN "s r days" AS "r" ON "r"."paid_doc" = "t"."doc" AND ("r"."_workdays_2" > 1)
)
SELECT "doc"
FROM "s"
