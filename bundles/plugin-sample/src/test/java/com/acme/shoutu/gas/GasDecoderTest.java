package com.acme.shoutu.gas;

import static org.assertj.core.api.Assertions.assertThat;

import io.shoutu.api.sensor.SensorDecoder;
import io.shoutu.api.sensor.SensorDecoderContract;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GasDecoderTest implements SensorDecoderContract {
    static byte[] frame(Object... channelsAndValues) {
        LinkedHashMap<Integer, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < channelsAndValues.length; i += 2) {
            values.put((Integer) channelsAndValues[i], (Double) channelsAndValues[i + 1]);
        }
        return GasFrame.write(Instant.parse("2026-11-22T02:03:04.567Z"), values);
    }

    @Override
    public SensorDecoder decoder() {
        return new GasDecoder();
    }

    @Override
    public List<byte[]> goodPayloads() {
        return List.of(frame(1, 0.4), frame(1, 12.345, 2, -1.0, 3, 0.0, 4, 20.9), frame(4, Double.NaN));
    }

    @Test
    void theFrameOfTheManualIsReadAsItSays() {
        byte[] manual = HexFormat.of().parseHex("a601" + "6a8f7a28" + "0237" + "01" + "01" + "00003039" + "0000");
        int crc = GasFrame.crc(manual, manual.length - 2);
        manual[manual.length - 2] = (byte) (crc >> 8);
        manual[manual.length - 1] = (byte) crc;
        assertThat(SensorDecoderContract.ask(decoder(), manual).readings()).containsExactly("ch4 " + Instant.ofEpochSecond(0x6a8f7a28L, 567_000_000) + " 12.345");
        assertThat(GasFrame.crc("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 9)).as("the check value of CRC-16/MODBUS").isEqualTo(0x4b37);
    }

    @Test
    void oneWrongBitIsNoReading() {
        byte[] frame = frame(1, 0.4);
        frame[12] ^= 1;
        assertThat(SensorDecoderContract.ask(decoder(), frame).unreadable()).contains("校验码");
    }

    @Test
    void anUnknownChannelIsRefusedAndTheOthersAreUsed() {
        SensorDecoderContract.Said said = SensorDecoderContract.ask(decoder(), frame(1, 0.4, 9, 1.0));
        assertThat(said.readings()).hasSize(1);
        assertThat(said.refused()).singleElement().asString().startsWith("通道 9");
    }

    @Test
    void theFormatSaysItsPoints() {
        assertThat(GasFrame.POINTS).isEqualTo(Map.of(1, "ch4", 2, "co", 3, "h2s", 4, "o2"));
    }
}
