// The story of clean.yaml in ink. Choices can be taken again there, so they are sticky (+) here.
VAR delays = 0
-> opening

=== opening ===
주차증을 신청했는데 어떻게 받는지 몰라 여쭙니다.
+ (link_only) [누리집 첫 화면에 있는 안내문에 모두 나와 있으니 그 글을 먼저 찾아 읽어 보시기 바랍니다.]
    ~ delays += 1
    -> objects
+ (answer) [안녕하세요. 주차증 받는 방법을 물으셨지요. 신청하신 주소로 등기 우편이 갑니다.]
    -> objects

=== objects ===
두 주가 지났는데 아직도 안 왔어요. 왜 이렇게 늦나요?
+ (explain_delay) [기다리시게 해 죄송합니다. 신청이 몰려 늦어졌고 다음 주 화요일에 나갑니다.]
    -> details
+ (wait_your_turn) [다들 똑같이 기다리고 계시니 재촉하지 마시고 차례가 될 때까지 기다려 주시기 바랍니다.]
    ~ delays += 1
    { delays >= 2: -> presses }
    -> objects

=== presses ===
벌써 몇 번째 묻는데 제대로 된 답을 한 번도 못 받았어요.
+ (say_nothing) [답하지 않고 다음 글을 연다.]
    ~ delays += 1
    { delays >= 5: -> gives_up }
    -> presses
+ (explain_late) {delays <= 4} [답이 늦어 죄송합니다. 신청이 몰렸고 주차증은 다음 주 화요일에 나갑니다.]
    -> thanks
+ (lecture) [같은 글을 여러 번 올리시면 업무에 방해가 되어 다른 분들의 신청까지 더 늦어질 수밖에 없습니다.]
    ~ delays += 2
    { delays >= 5: -> gives_up }
    -> presses

=== details ===
화요일이요? 그럼 그때까지 차는 어디에 대나요?
+ (look_up) [임시로 댈 수 있는 곳을 찾아본다.]
    -> looks_up
+ (guess) [글쎄요, 근처 골목에 잠깐 대셔도 별일은 없을 것 같은데 제가 확인해 드릴 수 있는 일은 아닙니다.]
    -> looks_up
+ (ask_plate) [차종에 따라 다릅니다. 어떤 차인지 알려 주시겠어요?]
    -> asks_more

=== asks_more ===
작은 승용차예요. 하루에 몇 시간만 세워 두면 됩니다.
+ (look_for_car) [그 시간에 비는 자리가 있는지 찾아본다.]
    -> looks_up

=== looks_up ===
주민센터 옆 공영주차장에 빈 자리가 있다.
+ (ask_again) [자리가 있긴 한데, 어떤 사정으로 필요하신지부터 다시 자세히 적어 주셔야 안내해 드릴 수 있습니다.]
    -> details
+ (tell_place) [화요일까지는 주민센터 옆 공영주차장에 대실 수 있습니다.]
    -> thanks

=== thanks ===
네, 알겠습니다. 답 주셔서 고맙습니다.
+ (close_cold) [아무 말 없이 처리 완료 단추를 누르고 목록에서 그 글을 지운다.]
    -> abrupt
+ (close_well) [고맙습니다. 더 궁금하신 점은 이 글에 이어서 남겨 주세요.]
    -> helped
+ (make_amends) {delays >= 2} [여러 번 물으시게 해 거듭 죄송합니다. 나가는 날 문자로도 알려 드리겠습니다.]
    -> helped

=== helped ===
그는 화요일을 달력에 적어 둔다.
-> END

=== abrupt ===
그는 다음부터 전화로 묻기로 한다.
-> END

=== gives_up ===
그는 더 묻지 않고 창을 닫는다.
-> END
