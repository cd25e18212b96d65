"""ClickHouse's engine for the benchmark `segments`: MergeTree tables sorted by customer and time, warm, two threads.

Usage: segments_chdb.py DIRECTORY SETTINGS_JSON. Prints the answers as JSON, raw and once more with our structures as tables.
"""

import json
import sys
import time

import chdb

# As segments-answers.ts has them for the other engines.
WARM_UP_MS = 1000
WARM_RUNS = 5
LONG_RUN_MS = 500
MANY_RUNS = 100

CLASS = "Enum8('' = 0, 'adv' = 1, 'utm' = 2, 'search' = 3, 'referral' = 4, 'direct' = 5, 'email' = 6)"
ROLLUPS = "SELECT customer, count() AS orders, sum(net) AS net, max(t) AS last FROM orders GROUP BY customer"


def tables(directory, event_types):
    types = ", ".join(f"'{name}' = {code}" for code, name in enumerate(event_types))
    engine = "ENGINE = MergeTree ORDER BY (customer, t) SETTINGS index_granularity = 8192"
    columns = {
        "customers": "customer UInt32, country LowCardinality(String), vip UInt8",
        "orders": "customer UInt32, t UInt32, net UInt32",
        "lines": "customer UInt32, t UInt32, product UInt16, brand UInt8, amount UInt32",
        "events": f"customer UInt32, t UInt32, type Enum8({types}), class {CLASS}, paid UInt8",
    }
    for name, schema in columns.items():
        key = engine if name != "customers" else "ENGINE = MergeTree ORDER BY customer"
        yield f"CREATE TABLE {name} ({schema}) {key}"
        quoted = schema.replace("'", "\\'")
        yield f"INSERT INTO {name} SELECT * FROM file('{directory}/{name}.csv', CSV, '{quoted}')"
        yield f"OPTIMIZE TABLE {name} FINAL"


def our_structures():
    yield "CREATE TABLE order_log ENGINE = MergeTree ORDER BY t AS SELECT * FROM orders"
    yield "CREATE TABLE event_log ENGINE = MergeTree ORDER BY (type, t) AS SELECT type, t, customer FROM events"
    yield f"CREATE TABLE rollups ENGINE = MergeTree ORDER BY customer AS {ROLLUPS}"
    yield """CREATE TABLE visit_flags ENGINE = MergeTree ORDER BY customer AS SELECT customer, max(e.paid) AS paid,
      max(1 - e.paid) AS unpaid, max(e.class IN ('direct', 'email')) AS direct_or_email FROM events AS e WHERE type = 'visit_started' GROUP BY customer"""
    for name in ("order_log", "event_log", "rollups", "visit_flags"):
        yield f"OPTIMIZE TABLE {name} FINAL"


def counted(sql):
    return f"SELECT count() FROM ({sql})"


def spend(s):
    return (
        f"SELECT customer FROM lines WHERE brand = {s['brand']} AND t > {s['sixMonths']} "
        "GROUP BY customer HAVING sum(amount) > 30000"
    )


PAID_ONLY = """SELECT customer FROM events WHERE type = 'visit_started'
  GROUP BY customer HAVING min(paid) = 1 AND countIf(class IN ('direct', 'email')) = 0"""
PAID_ONLY_FLAGS = "SELECT customer FROM visit_flags WHERE paid AND NOT unpaid AND NOT direct_or_email"


def a_not_b(s):
    a, b = s["productA"], s["productB"]
    return f"""SELECT customer FROM lines WHERE product IN ({a}, {b}) AND t > {s['month']} GROUP BY customer
      HAVING countIf(product = {a}) > 0 AND maxIf(t, product = {a}) >= maxIf(t, product = {b})"""


def spend_and_opened(s, orders, events):
    return f"""SELECT count() FROM (SELECT customer FROM {orders} WHERE t > {s['year']}
      AND customer IN (SELECT customer FROM {events} WHERE type = 'message_opened' AND t > {s['days30']})
      GROUP BY customer HAVING count() >= 3 AND sum(net) >= 50000 AND sum(net) < 100000)"""


def all_three(s, paid_only):
    return f"""SELECT count() FROM customers WHERE country = 'DE' AND vip
      AND (customer IN ({spend(s)}) OR customer IN ({a_not_b(s)})) AND customer NOT IN ({paid_only})"""


def quintiles(s, rollups):
    figures = ("last", "orders", "net")
    borders = ", ".join(f"quantilesExact(0.2, 0.4, 0.6, 0.8)({figure}) AS b_{figure}" for figure in figures)
    score = {f: "(1 + " + " + ".join(f"(r.{f} > b.b_{f}[{k}])" for k in (1, 2, 3, 4)) + ")" for f in figures}
    return f"""WITH r AS ({rollups}), b AS (SELECT {borders} FROM r)
      SELECT sum(({score['last']} * 25 + {score['orders']} * 5 + {score['net']}) * (r.customer % {s['weights']})) FROM r CROSS JOIN b"""


def trend(s, orders):
    return f"""SELECT sum(multiIf(recent * 10 > earlier * 11, 1, recent * 10 < earlier * 9, 2, 3) * (customer % {s['weights']}))
      FROM (SELECT customer, sumIf(net, t > {s['days90']}) AS recent, sumIf(net, t <= {s['days90']}) AS earlier
      FROM {orders} WHERE t > {s['days180']} GROUP BY customer)"""


def timed(connection, sql):
    answer = int(connection.query(sql, "TSV").data())

    def runs(least, spend_ms, most):
        milliseconds = []
        while len(milliseconds) < least or (sum(milliseconds) < spend_ms and len(milliseconds) < most):
            started = time.perf_counter()
            again = int(connection.query(sql, "TSV").data())
            milliseconds.append((time.perf_counter() - started) * 1000)
            if again != answer:
                raise SystemExit(f"one question had two answers: {answer} and {again}")
        return milliseconds

    warm_up = runs(1, WARM_UP_MS, 10**9)
    return {"answer": answer, "warmUpMilliseconds": warm_up, "milliseconds": runs(WARM_RUNS, LONG_RUN_MS, MANY_RUNS)}


def main():
    directory, settings = sys.argv[1], json.loads(sys.argv[2])
    connection = chdb.connect(":memory:")
    for setting in ("max_threads = 2", "optimize_aggregation_in_order = 0", "use_uncompressed_cache = 1"):
        connection.query(f"SET {setting}")
    for sql in tables(directory, settings["eventTypes"]):
        connection.query(sql)
    raw = {
        "Q1": counted(spend(settings)),
        "Q2": counted(PAID_ONLY),
        "Q3": counted(a_not_b(settings)),
        "Q4": spend_and_opened(settings, "orders", "events"),
        "Q5": all_three(settings, PAID_ONLY),
        "Q6": quintiles(settings, ROLLUPS),
        "Q7": trend(settings, "orders"),
    }
    answers = {"raw": {question: timed(connection, sql) for question, sql in raw.items()}}
    for sql in our_structures():
        connection.query(sql)
    given = {
        "Q2": counted(PAID_ONLY_FLAGS),
        "Q4": spend_and_opened(settings, "order_log", "event_log"),
        "Q5": all_three(settings, PAID_ONLY_FLAGS),
        "Q6": quintiles(settings, "SELECT * FROM rollups"),
        "Q7": trend(settings, "order_log"),
    }
    answers["given"] = {question: timed(connection, sql) for question, sql in given.items()}
    print(json.dumps(answers))


main()
