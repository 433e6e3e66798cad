-- What the payloads of a device are written in: our own format, or that of a decoder a plugin brings.
ALTER TABLE sensor_device ADD COLUMN payload_format VARCHAR(40) DEFAULT 'shoutu' NOT NULL;
