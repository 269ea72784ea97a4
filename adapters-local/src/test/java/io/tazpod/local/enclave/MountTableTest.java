package io.tazpod.local.enclave;

import static org.assertj.core.api.Assertions.assertThat;

import io.tazpod.local.enclave.MountTable.Mount;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {

    private static final String ENCLAVE = "/home/tazpod/secrets";

    private static MountTable table(String... lines) {
        return MountTable.parse(List.of(lines));
    }

    @Test
    void a_tmpfs_at_the_place_is_ram() {
        var table = table("812 790 0:61 / /home/tazpod/secrets rw,nosuid,nodev - tmpfs tmpfs rw,size=65536k,mode=700");

        assertThat(table.mounts()).containsExactly(new Mount(ENCLAVE, "tmpfs"));
        assertThat(table.isRam(ENCLAVE)).isTrue();
    }

    @Test
    void optional_fields_may_stand_before_the_type() {
        assertThat(table("36 35 98:0 /mnt1 /m rw,noatime master:1 shared:2 - ext3 /dev/root rw")
                        .mounts())
                .containsExactly(new Mount("/m", "ext3"));
    }

    @Test
    void a_place_whose_name_only_begins_alike_is_another_one() {
        var table =
                table("1 2 0:1 / /home/tazpod/secrets2 rw - tmpfs tmpfs rw", "3 2 0:2 / /home/tazpod rw - tmpfs t rw");

        assertThat(table.isRam(ENCLAVE)).isFalse();
    }

    @Test
    void a_disk_at_the_place_is_not_ram() {
        assertThat(table("1 2 8:1 / /home/tazpod/secrets rw - ext4 /dev/sda1 rw")
                        .isRam(ENCLAVE))
                .isFalse();
    }

    @Test
    void of_two_mounts_the_later_one_counts() {
        var ram = "1 2 0:1 / /home/tazpod/secrets rw - tmpfs tmpfs rw";
        var disk = "3 1 8:1 / /home/tazpod/secrets rw - ext4 /dev/sda1 rw";

        assertThat(table(ram, disk).isRam(ENCLAVE)).isFalse();
        assertThat(table(disk, ram).isRam(ENCLAVE)).isTrue();
    }

    @Test
    void blanks_in_names_are_read_as_the_kernel_writes_them() {
        assertThat(table("1 2 0:1 / /a\\040b\\011c\\134d rw - tmpfs tmpfs rw").at("/a b\tc\\d"))
                .isPresent();
    }

    @Test
    void lines_that_are_none_are_passed_over() {
        assertThat(table("", "garbage", "1 2 3").mounts()).isEmpty();
    }

    @Test
    void this_machine_has_a_table() throws Exception {
        assertThat(MountTable.read().at("/proc")).map(Mount::type).contains("proc");
    }
}
