// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/terminal.h"

#ifndef _WIN32
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace assay::platform
{

#ifndef _WIN32

namespace
{

/// The terminal that the person sits at, without echo while this lives.
class SilentTerminal
{
public:
    SilentTerminal()
        : m_handle(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        if (m_handle < 0 || tcgetattr(m_handle, &m_before) != 0)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_isSilent = tcsetattr(m_handle, TCSAFLUSH, &silent) == 0;
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    ~SilentTerminal()
    {
        if (m_isSilent)
            (void)tcsetattr(m_handle, TCSAFLUSH, &m_before);
        if (m_handle >= 0)
            (void)::close(m_handle);
    }

    [[nodiscard]] bool isSilent() const { return m_isSilent; }

    void write(const std::string& text) const
    {
        if (::write(m_handle, text.data(), text.size()) < 0)
            return; // nobody sees the question; the answer still counts
    }

    [[nodiscard]] std::optional<std::string> line() const
    {
        std::string text;
        char character = 0;
        while (::read(m_handle, &character, 1) == 1) {
            if (character == '\n')
                return text;
            text += character;
        }
        return std::nullopt;
    }

private:
    int m_handle;
    termios m_before {};
    bool m_isSilent = false;
};

} // namespace

std::optional<std::string> askSecretly(const std::string& question)
{
    const SilentTerminal terminal;
    if (!terminal.isSilent())
        return std::nullopt;
    terminal.write(question);
    auto answer = terminal.line();
    terminal.write("\n");
    return answer;
}

#else

std::optional<std::string> askSecretly(const std::string&)
{
    return std::nullopt; // a file or standard input carries it here
}

#endif

} // namespace assay::platform
