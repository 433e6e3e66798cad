# zeep, the usual SOAP client of Python. Usage: client.py <address> <account> <password> <title>
import sys

import requests
import zeep

address, account, password, title = sys.argv[1:]
session = requests.Session()
session.auth = (account.encode(), password.encode())
client = zeep.Client(address + "?wsdl", transport=zeep.Transport(session=session))
hazards = client.service

reported = hazards.report(title=title, description="第一行\n<第二行> & \"引号\"", area="360731000000", source="inspection")
print("report", reported.number, reported.title)

found = hazards.query(open=True, text=title, limit=10)
print("query", found.total, found.hazard[0].number)

status = hazards.status(number=reported.number)
print("status", status.hazard.state, status.entry[0].fact, len(status.hazard.move))

for call in (lambda: hazards.report(title="  "), lambda: hazards.status(number="YH-1999-000001")):
    try:
        call()
        print("fault none")
    except zeep.exceptions.Fault as fault:
        problem = client.get_element("{urn:shoutu:hazard:1}problem").parse(fault.detail[0], client.wsdl.types)
        print("fault", fault.code, problem.code, problem.field or "-")
