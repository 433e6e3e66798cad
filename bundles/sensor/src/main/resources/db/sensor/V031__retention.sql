-- What remains of readings that were taken away by the retention policy: an hour of a series in one row.
create table sensor_hour (
  series_no integer not null,
  hour_at bigint not null,
  readings bigint not null,
  lo_bits bigint not null,
  hi_bits bigint not null,
  total_bits bigint not null,
  primary key (series_no, hour_at)
);

-- Readings that must be kept whatever the policy says (legal hold). Lifted holds stay as a record.
create table sensor_hold (
  hold_id varchar(40) not null primary key,
  device varchar(40),
  from_at bigint not null,
  to_at bigint not null,
  reason varchar(300) not null,
  set_at bigint not null,
  set_by varchar(200) not null,
  lifted_at bigint,
  lifted_by varchar(200)
);
