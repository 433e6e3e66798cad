-- A server counts while it inserts (行号随插入计数): a question less for each alarm (decisions/0024). Derby, in our own process, is asked for the number first.
${postgres}CREATE FUNCTION sensor_counted(kind VARCHAR) RETURNS BIGINT LANGUAGE sql VOLATILE AS 'UPDATE sensor_number SET last_no = last_no + 1 WHERE what = kind RETURNING last_no';
