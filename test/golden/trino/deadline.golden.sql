WITH "s" AS (
  SELECT "t"."doc", "c1"."nx" AS "suit_end", "t"."served" AS "suit_end__from", "c1"."nxp" AS "suit_end__provisional", "c4"."nx" AS "reply"
  FROM "penalty" AS "t"
  LEFT JOIN "calendar" AS "c1" ON "c1"."d" = date_add('month', 6, CASE WHEN ("t"."served" BETWEEN DATE '1970-01-01' AND DATE '2099-12-31') THEN "t"."served" END)
  LEFT JOIN "calendar" AS "c2" ON "c2"."d" = date_add('day', 1, CASE WHEN ("t"."served" BETWEEN DATE '1970-01-01' AND DATE '2099-12-31') THEN "t"."served" END)
  LEFT JOIN "calendar" AS "c3" ON "c3"."n" = (CASE WHEN "c2"."w" THEN ("c2"."n" - 1) ELSE "c2"."n" END + 7) AND "c3"."w"
  LEFT JOIN "calendar" AS "c4" ON "c4"."d" = CASE WHEN array_max(filter(ARRAY[0, cardinality("t"."kinds")], one -> one IS NOT NULL)) BETWEEN -146000 AND 146000 THEN date_add('day', array_max(filter(ARRAY[0, cardinality("t"."kinds")], one -> one IS NOT NULL)), "c3"."d") END
)
SELECT "doc", "suit_end", "suit_end__from", "suit_end__provisional", "reply"
FROM "s"
