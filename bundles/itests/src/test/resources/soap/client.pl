# SOAP::Lite without the WSDL: envelopes put together by hand, as old programs do it. Usage: client.pl <address> <account> <password> <title>
use strict;
use warnings;
use utf8;
use Encode qw(decode);
use MIME::Base64;
use SOAP::Lite;
binmode STDOUT, ':encoding(UTF-8)';

my ($address, $account, $password, $title) = map { decode('UTF-8', $_) } @ARGV;
my $space = 'urn:shoutu:hazard:1';
my $hazards = SOAP::Lite->new(proxy => $address)->ns($space)->on_action(sub { "$space#$_[1]" });
$hazards->transport->http_request->header(Authorization => 'Basic ' . encode_base64("$account:$password", ''));
$hazards->serializer->encoding('utf-8');
$hazards->on_fault(sub { $_[1] });

sub ask {
    my ($operation, @parts) = @_;
    my @data;
    while (my ($name, $value) = splice @parts, 0, 2) {
        push @data, SOAP::Data->name("h:$name")->value($value)->type('string')->attr({});
    }
    return $hazards->call(SOAP::Data->name("h:$operation")->attr({'xmlns:h' => $space}), @data);
}

my $reported = ask('report', title => $title, description => "第一行\n<第二行> & \"引号\"", area => '360731000000', source => 'inspection');
my $number = $reported->valueof('//hazard/number');
print "report $number ", $reported->valueof('//hazard/title'), "\n";

my $found = ask('query', text => $title);
print 'query ', $found->valueof('//total'), ' ', scalar $found->valueof('//hazard/number'), "\n";

my $status = ask('status', number => $number);
my @moves = $status->valueof('//move');
print 'status ', $status->valueof('//hazard/state'), ' ', scalar $status->valueof('//entry/fact'), ' ', scalar @moves, "\n";

for my $wrong (['report', title => '  '], ['status', number => 'YH-1999-000001']) {
    my $fault = ask(@$wrong);
    print 'fault ', $fault->faultcode, ' ', $fault->valueof('//problem/code'), ' ', $fault->valueof('//problem/field') // '-', "\n";
}
