<?php
// PHP's own SOAP extension, as a province's portal would use it. Usage: client.php <address> <account> <password> <title>
[, $address, $account, $password, $title] = $argv;
$hazards = new SoapClient("$address?wsdl", ['login' => $account, 'password' => $password, 'cache_wsdl' => WSDL_CACHE_NONE, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);

$reported = $hazards->report(['title' => $title, 'description' => "第一行\n<第二行> & \"引号\"", 'area' => '360731000000', 'source' => 'inspection']);
$number = $reported->hazard->number;
echo "report $number {$reported->hazard->title}\n";

$found = $hazards->query(['open' => true, 'text' => $title, 'limit' => 10]);
echo "query {$found->total} {$found->hazard[0]->number}\n";

$status = $hazards->status(['number' => $number]);
echo "status {$status->hazard->state} {$status->entry[0]->fact} " . count($status->hazard->move) . "\n";

foreach ([fn() => $hazards->report(['title' => '  ']), fn() => $hazards->status(['number' => 'YH-1999-000001'])] as $call) {
    try {
        $call();
        echo "fault none\n";
    } catch (SoapFault $fault) {
        $problem = $fault->detail->problem;
        echo "fault {$fault->faultcode} {$problem->code} " . ($problem->field ?? '-') . "\n";
    }
}
