package io.shoutu.hazard;

/** The room for measuring (测速用), beside another package. */
public final class HazardRoomForBench implements AutoCloseable {
    private final HazardRoom room = new HazardRoom();

    public HazardImports imports() {
        return new HazardImports(room.house.work(), room.store, room.rules, room.criteria, room.house.directory(), room.house.numbers(), room.house.dues(), room.house.journal(), room.house.clock());
    }

    @Override
    public void close() {
        room.close();
    }
}
