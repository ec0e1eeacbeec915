"""Rules about the whole app: headers, health."""


def test_healthz_answers_ok_when_the_database_answers(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok"}
